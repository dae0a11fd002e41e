import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import type { Kernel } from '../call/call.js';
import type { Artifacts } from '../store/artifacts.js';
import type { Connections } from '../store/connections.js';
import { openPayload, sealPayload } from './sealed-payload.js';

export interface Keeping {
  readonly artifacts: Artifacts;
  readonly connections: Connections;
}

/** A client that registered itself and that nobody let in is forgotten after a week. */
const unusedClientMs = 7 * 86_400_000;
/** A code is known for some time after it is worth anything, so that whoever sends it again is noticed. */
const usedCodeMs = 3_600_000;

/**
 * Keeps what the provider keeps. A grant lives as long as its connection: where that has been revoked or has ended, there is
 * none. `refuse` makes what the provider answers with where something is used for the second time.
 */
export function adaptersFor(
  { keys, now }: Pick<Kernel, 'keys' | 'now'>,
  { artifacts, connections }: Keeping,
  refuse: (sentence: string) => Error,
): AdapterFactory {
  const vault = keys.artifacts;
  return (model): Adapter => ({
    async upsert(id, payload, expiresIn) {
      const uid = model === 'Session' ? (payload.uid ?? null) : null;
      await artifacts.put(model, id, {
        content: sealPayload(vault, { model, id, uid }, payload),
        grantId: model === 'Grant' ? id : (payload.grantId ?? null),
        uid,
        expiresAt: expiryOf(model, expiresIn, now()),
      });
    },
    async find(id) {
      const found = await artifacts.find(model, id, now());
      const payload = found && openPayload(vault, { model, id, uid: found.uid }, found);
      if (!payload || (model === 'Grant' && (await connections.ofGrant(id)) === null)) return undefined;
      return payload;
    },
    async findByUid(uid): Promise<AdapterPayload | undefined> {
      const found = await artifacts.findByUid(model, uid, now());
      return (found && openPayload(vault, { model, id: null, uid }, found)) ?? undefined;
    },
    async findByUserCode() {
      return undefined;
    },
    async consume(id) {
      if (await artifacts.consume(model, id, now())) return;
      const found = await artifacts.find(model, id, now());
      if (found?.grantId) await connections.revokeGrant(found.grantId);
      throw refuse('It has been used already, and what it belongs to has been revoked.');
    },
    async destroy(id) {
      if (model === 'Grant') await connections.revokeGrant(id);
      await artifacts.remove(model, id);
    },
    revokeByGrantId: (grantId) => artifacts.removeGrant(model, grantId),
  });
}

/** From now on a registered client is kept for good: somebody lets it in. */
export async function keepClient({ artifacts }: Keeping, id: string, now: Date): Promise<void> {
  const found = await artifacts.find('Client', id, now);
  if (found !== null) await artifacts.put('Client', id, { ...found, expiresAt: null });
}

function expiryOf(model: string, seconds: number | undefined, now: Date): Date | null {
  const after = (ms: number) => new Date(now.getTime() + ms);
  if (model === 'Grant') return null;
  if (model === 'Client') return after(unusedClientMs);
  if (model === 'AuthorizationCode') return after(usedCodeMs);
  return seconds === undefined ? null : after(seconds * 1000);
}
