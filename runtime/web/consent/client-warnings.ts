import { cleanText } from '../../call/output/clean-text.js';
import type { AskingClient } from '../../oauth/interactions.js';
import type { KeptConnection } from '../../store/connections.js';
import { redirectTarget } from './redirect-target.js';

/** What a person already knows, which another program might pass itself off as. */
export interface Known {
  /** This server's own title and address. */
  readonly server: { readonly title: string; readonly address: string };
  /** Everything that the person has let in. */
  readonly connections: readonly KeptConnection[];
}

/** What of a program's own account of itself should make a person wonder: a sentence each. */
export function warningsOf(client: AskingClient, { server, connections }: Known): readonly string[] {
  const { name, host, redirectUri, identified } = client;
  const target = redirectTarget(redirectUri);
  const shown = foldName(name);
  const twin = connections.find(
    (one) => one.client !== null && one.client.host !== host && foldName(one.client.name) === shown,
  );
  const named = hostIn(name);
  const found: readonly (string | false)[] = [
    cleanText(name) !== name && 'Its name holds characters that cannot be seen. They are left out here.',
    mixesAlphabets(name) && 'Its name mixes letters of several alphabets, which look alike.',
    (shown.includes(foldName(server.title)) || named === new URL(server.address).hostname) &&
      'Its name is that of this server, but it is not a part of it.',
    twin !== undefined &&
      `You have let in a program of this name before, from ${twin.client?.host}. This one is another.`,
    named !== null && named !== hostnameOf(host) && `Its name says ${named}, but it comes from ${host}.`,
    /\b(?:verified|official|trusted)\b/i.test(cleanText(name)) && 'It calls itself verified. Nobody has verified it.',
    identified === 'document' &&
      target.kind === 'site' &&
      target.host !== host &&
      `It is described by ${host}, but your answer goes to ${target.host}.`,
    target.kind === 'this-computer' &&
      'Your answer goes to a program on this computer. Agree only if you have just started it there yourself.',
  ];
  return found.filter((sentence) => sentence !== false);
}

/** Names that a person would take for the same: case, width, accents, blanks and what cannot be seen do not count. */
function foldName(name: string): string {
  return cleanText(name)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Alphabets with letters that look like those of another of them. */
const alphabets = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u];

function mixesAlphabets(name: string): boolean {
  const folded = name.normalize('NFKC');
  return alphabets.filter((alphabet) => alphabet.test(folded)).length > 1;
}

/** A host that a name names, such as `claude.ai`. */
function hostIn(name: string): string | null {
  return (
    /(?<![\p{L}\p{N}.-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\p{L}\p{N}])/iu.exec(cleanText(name))?.[0].toLowerCase() ?? null
  );
}

function hostnameOf(host: string): string {
  return host.replace(/:\d+$/, '');
}
