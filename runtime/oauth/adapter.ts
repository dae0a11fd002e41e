import { randomBytes } from 'node:crypto';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import { actRow } from '../call/audit/act-row.js';
import type { Kernel } from '../call/call.js';
import type { Artifacts } from '../store/artifacts.js';
import type { Connections, EndedGrant } from '../store/connections.js';
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
  kernel: Pick<Kernel, 'keys' | 'now' | 'host'>,
  { artifacts, connections }: Keeping,
  refuse: (sentence: string) => Error,
): AdapterFactory {
  const { keys, now } = kernel;
  const vault = keys.artifacts;
  const end = (grantId: string, why: string) => connections.revokeGrant(grantId, noteEnd(kernel, why));
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
      if (found?.grantId) await end(found.grantId, `a used ${model} was sent again`);
      throw refuse('It has been used already, and what it belongs to has been revoked.');
    },
    async destroy(id) {
      if (model === 'Grant') await end(id, 'a token was given back, or sent again');
      await artifacts.remove(model, id);
    },
    revokeByGrantId: (grantId) => artifacts.removeGrant(model, grantId),
  });
}

/** A program that gives its tokens back, or shows that somebody else has them, leaves a row in the audit of its person. */
function noteEnd({ host, now }: Pick<Kernel, 'host' | 'now'>, why: string) {
  const startedAt = performance.now();
  return async (handle: unknown, { id, principalId }: EndedGrant): Promise<void> => {
    const act = {
      wire: 'web',
      name: 'End of a connection',
      writeMode: 'delete',
      arguments: { connection: id },
    } as const;
    const actor = { id: principalId, connection: { id } };
    const traceId = randomBytes(16).toString('hex');
    const row = actRow({ ...act, at: now(), startedAt, traceId, principal: actor, tenantId: null, facts: [why] }, 'ok');
    await host.store.auditInTransaction(handle, row);
  };
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
