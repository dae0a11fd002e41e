import { isRecord } from '../../call/is-record.js';

type Fields = Readonly<Record<string, unknown>>;

/** Keys of `_meta` that belong to the protocol. */
const reserved = 'io.modelcontextprotocol/';
const versionKey = `${reserved}protocolVersion`;
const clientKey = `${reserved}clientInfo`;
const capabilitiesKey = `${reserved}clientCapabilities`;

/** The revision whose envelope is understood. */
export const modernVersion = '2026-07-28';

/** Whether a `_meta` is the envelope of 2026-07-28 as clients usually send it, and asks for nothing along the way. */
export function isPlainEnvelope(meta: Fields): boolean {
  return (
    meta[versionKey] === modernVersion &&
    isClient(meta[clientKey]) &&
    isCapabilities(meta[capabilitiesKey]) &&
    Object.keys(meta).every((key) => [versionKey, clientKey, capabilitiesKey].includes(key) || isForeign(key))
  );
}

/** Whether a `_meta` says nothing that the protocol acts upon: traces, and what other people's extensions say. */
export function isForeignMeta(meta: Fields): boolean {
  return Object.keys(meta).every(isForeign);
}

function isForeign(key: string): boolean {
  return key !== 'progressToken' && !key.startsWith(reserved);
}

function isClient(client: unknown): boolean {
  if (client === undefined) return true;
  if (!isRecord(client) || typeof client.name !== 'string' || typeof client.version !== 'string') return false;
  return client.icons === undefined && ['title', 'websiteUrl', 'description'].every((key) => isText(client[key]));
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

/** Kinds that the revision has, each without a word inside or with empty ones. */
function isCapabilities(capabilities: unknown): boolean {
  return isRecord(capabilities) && Object.entries(capabilities).every(([kind, value]) => isCapability(kind, value));
}

function isCapability(kind: string, value: unknown): boolean {
  if (!isRecord(value)) return false;
  const words = Object.entries(value);
  if (kind === 'roots') return words.every(([word, told]) => word === 'listChanged' && typeof told === 'boolean');
  if (kind === 'experimental' || kind === 'extensions') return words.every(([, told]) => isRecord(told));
  const plain = kind === 'elicitation' || kind === 'sampling';
  return plain && words.every(([, told]) => isRecord(told) && Object.keys(told).length === 0);
}
