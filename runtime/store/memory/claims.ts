import { randomUUID } from 'node:crypto';
import { CLAIM_KEPT_MS, ClaimLost, type ClaimScope, type Claims, type StandingClaim } from '../claims.js';
import { createRunningCalls } from '../running-calls.js';

interface Kept {
  readonly id: string;
  readonly scope: ClaimScope;
  readonly connection: string;
  readonly argumentHash: string;
  readonly expires: number;
  token: string;
  reached: boolean;
  answer: string | null;
}

/** Claims of this process: who holds one is alive as long as it runs. */
export function createMemoryClaims(now: () => Date = () => new Date()): Claims<unknown> {
  const claims = new Map<string, Kept>();
  const running = createRunningCalls();
  const standing = ({ scope, connection, argumentHash, answer, token }: Kept): StandingClaim => {
    const ended = running.ended(token);
    return { tenant: scope.tenant, connection, argumentHash, answer, held: ended !== null, ended };
  };
  const current = (scope: ClaimScope): Kept | undefined => {
    const kept = claims.get(nameOf(scope));
    return kept && kept.expires > now().getTime() ? kept : undefined;
  };
  const held = (token: string): Kept => {
    const kept = [...claims.values()].find((each) => each.token === token);
    if (kept === undefined || running.ended(token) === null) throw new ClaimLost('Another call has this key by now.');
    return kept;
  };
  return {
    async find({ principal, tool, key }) {
      const used = [...claims.values()].filter(({ scope, expires }) => {
        const same = scope.principal === principal && scope.tool === tool && scope.key === key;
        return same && expires > now().getTime();
      });
      return used.map(standing);
    },
    async take(scope, argumentHash, connection) {
      for (const [name, { expires }] of claims) if (expires <= now().getTime()) claims.delete(name);
      const kept = current(scope);
      const free = kept?.answer === null && kept.argumentHash === argumentHash && running.ended(kept.token) === null;
      if (kept && !free) return standing(kept);
      const { id, reached } = kept ?? { id: randomUUID(), reached: false };
      const token = randomUUID();
      const expires = now().getTime() + CLAIM_KEPT_MS;
      claims.set(nameOf(scope), { id, scope, connection, argumentHash, expires, token, reached, answer: null });
      running.begin(token);
      return { id, token, again: reached };
    },
    async reach(token) {
      held(token).reached = true;
    },
    async answer(token, sealed) {
      held(token).answer = sealed;
    },
    finish: (token) => running.end(token),
    async release(token) {
      const kept = [...claims.values()].find((each) => each.token === token);
      // No transaction has taken back what it answered.
      if (kept) kept.answer = null;
      if (kept && !kept.reached) claims.delete(nameOf(kept.scope));
      running.end(token);
    },
  };
}

const nameOf = ({ tenant, principal, tool, key }: ClaimScope) => JSON.stringify([tenant, principal, tool, key]);
