import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { OutsideError } from './outside-error.js';
import { isPublicAddress } from './public-address.js';

export interface HostAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Every address of a host name. */
export type Lookup = (host: string) => Promise<readonly HostAddress[]>;

/** Where a supplied address leads once it has been checked. */
export interface Target {
  /** Where to connect: of an alias, the origin that it stands for. */
  readonly url: URL;
  /** The host's addresses, all of them checked. A connection may be made to these alone. */
  readonly addresses: readonly HostAddress[];
  /**
   * The same for curl's `--resolve` and Git's `http.curloptResolve`: `host:port:address[,address]`. Null where the host
   * is an address itself.
   */
  readonly pin: string | null;
}

export interface TargetOptions {
  /** Origins of our own stand-ins, which are reached wherever they are. */
  readonly allowed: readonly string[];
  /** Origins that mean another one: how what is stored finds a stand-in, whatever its port is today. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly lookup?: Lookup;
  /** In the place of the authorities that Node.js trusts: PEM. */
  readonly ca?: string;
}

/** Checks an address by itself, asking nobody. Throws OutsideError. */
export function readAddress(text: string | URL, { allowed, aliases = {} }: TargetOptions): URL {
  if (!URL.canParse(String(text))) throw new OutsideError('invalid');
  const given = new URL(text);
  if (given.username !== '' || given.password !== '') throw new OutsideError('credentials');
  const meant = aliases[given.origin];
  const url = meant === undefined ? given : new URL(`${given.pathname}${given.search}`, meant);
  if (allowed.includes(url.origin)) return url;
  if (url.protocol !== 'https:') throw new OutsideError('scheme');
  if (url.port !== '' && Number(url.port) < 1024) throw new OutsideError('port', { port: url.port });
  const literal = literalOf(url);
  if (literal !== null && !isPublicAddress(literal)) throw new OutsideError('private', { host: url.hostname });
  return url;
}

/** Checks an address and everything that its host resolves to, now. Throws OutsideError. */
export async function findTarget(text: string | URL, options: TargetOptions): Promise<Target> {
  const url = readAddress(text, options);
  const literal = literalOf(url);
  if (literal !== null) return { url, addresses: [{ address: literal, family: isIP(literal) as 4 | 6 }], pin: null };
  const addresses = await addressesOf(url.hostname, options.lookup ?? lookUp);
  const ours = options.allowed.includes(url.origin);
  // One bad answer condemns the name: with the next question it could be the first.
  if (!ours && !addresses.every(({ address }) => isPublicAddress(address))) {
    throw new OutsideError('private', { host: url.hostname });
  }
  return { url, addresses, pin: pinOf(url, addresses) };
}

async function addressesOf(host: string, lookup: Lookup): Promise<readonly HostAddress[]> {
  const addresses = await lookup(host).catch(() => []);
  if (addresses.length === 0) throw new OutsideError('unresolved', { host });
  return addresses;
}

async function lookUp(host: string): Promise<readonly HostAddress[]> {
  return (await systemLookup(host, { all: true })) as HostAddress[];
}

/** The IP address that is the host, as URLs write it: decimal, octal and hexadecimal forms have become dotted by then. */
function literalOf({ hostname }: URL): string | null {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) === 0 ? null : bare;
}

function pinOf({ hostname, port, protocol }: URL, addresses: readonly HostAddress[]): string {
  const list = addresses.map(({ address, family }) => (family === 6 ? `[${address}]` : address));
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}:${list.join(',')}`;
}
