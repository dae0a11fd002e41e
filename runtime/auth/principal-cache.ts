import type { Host } from '../host.js';
import type { Credential, Principal } from '../principal.js';
import type { Notices } from '../store/postgres/notices.js';

/** The channel that tells of changed principals; its payload is the id of a principal, of a connection or of a kept role. */
export const PRINCIPAL_CHANNEL = 'toolwright_principal';

const MAX_AGE_MS = 5_000;
const MAX_ENTRIES = 10_000;

interface Entry {
  readonly principal: Principal;
  readonly until: number;
}

/**
 * Remembers who a credential is for at most 5 s, and only while notices are heard; a notice drops at once what it
 * names. `fresh` asks past it. Calls with the same credential at the same moment ask once. Unknown credentials are not
 * remembered, so that a key works as soon as it is made. What ends by itself is forgotten at that very moment, as `now` has
 * it. `clock` counts milliseconds.
 */
export function cachePrincipals(
  identify: Host['identify'],
  notices: Notices,
  clock: () => number = () => performance.now(),
  now: () => Date = () => new Date(),
): Host['identify'] {
  /** In the order of use, the least lately used first. */
  const entries = new Map<string, Entry>();
  const asking = new Map<string, Promise<Principal | null>>();
  /** Counts notices: an answer that one overtook may be older than what it told, so it is not remembered. */
  let heard = 0;

  notices.on(PRINCIPAL_CHANNEL, (id) => {
    heard += 1;
    asking.clear();
    for (const [key, { principal }] of entries) {
      if (isConcerned(principal, id)) entries.delete(key);
    }
  });
  notices.onLoss(() => {
    heard += 1;
    asking.clear();
    entries.clear();
  });

  function remember(key: string, principal: Principal, before: number): void {
    if (before !== heard || !notices.healthy) return;
    entries.delete(key);
    entries.set(key, { principal, until: clock() + MAX_AGE_MS });
    const [oldest] = entries.keys();
    if (entries.size > MAX_ENTRIES && oldest !== undefined) entries.delete(oldest);
  }

  async function ask(key: string, credential: Credential): Promise<Principal | null> {
    const before = heard;
    const principal = await identify(credential, { fresh: true });
    if (principal) remember(key, principal, before);
    else entries.delete(key);
    return principal;
  }

  return async (credential, { fresh = false } = {}) => {
    const key = JSON.stringify([credential.kind, credential.value, credential.session]);
    if (fresh) return ask(key, credential);
    const entry = notices.healthy ? entries.get(key) : undefined;
    if (entry && clock() < entry.until && !hasEnded(entry.principal, now())) {
      entries.delete(key);
      entries.set(key, entry);
      return entry.principal;
    }
    const running = asking.get(key);
    if (running) return running;
    const answer = ask(key, credential).finally(() => {
      if (asking.get(key) === answer) asking.delete(key);
    });
    asking.set(key, answer);
    return answer;
  };
}

/** Whether a notice of this id tells of a principal: its own, its connection's, or that of a role it has somewhere. */
export function isConcerned({ id, connection, standings }: Principal, told: string): boolean {
  return id === told || connection.id === told || standings.some(({ customRole }) => customRole?.id === told);
}

function hasEnded({ connection: { expiresAt } }: Principal, now: Date): boolean {
  return expiresAt !== undefined && expiresAt <= now;
}
