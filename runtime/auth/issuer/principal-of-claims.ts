import { createHash } from 'node:crypto';
import { scopes } from '../../http/challenge.js';
import type { Principal, Standing } from '../../principal.js';
import type { ClaimSource, Claims, Server } from '../../tool.js';
import { allOf, type ClaimSet, claimValue, oneOf } from './claim-value.js';

/**
 * Who calls, by what a token of another issuer says and `claims` of `server.yaml` makes of it. What it does not say, or says in
 * words that are not declared, gives nothing: no role, no audience, no context. Null without the claim that names the principal.
 */
export function principalOfClaims(server: Server, said: ClaimSet, session: string | null): Principal | null {
  const { claims } = server;
  const id = claims && oneOf(said, claims.principal);
  if (claims === undefined || id === undefined || id === null) return null;
  const granted = allOf(said, 'scope') ?? allOf(said, 'scp') ?? [];
  const held = scopes.filter((scope) => granted.includes(scope));
  const active = standingOf(server, claims, said);
  return {
    id,
    name: oneOf(said, claims.name) ?? id,
    connection: {
      id: connectionId(said, id),
      kind: 'oauth',
      scopes: held,
      tools: toolsOf(said, claims.tools),
      writes: held.includes('mcp:write'),
      confirm: 'ask',
      session,
      ...(typeof said.exp === 'number' && { expiresAt: new Date(said.exp * 1_000) }),
    },
    active,
    standings: [active],
  };
}

function standingOf(server: Server, claims: Claims, said: ClaimSet): Standing {
  const contexts = Object.entries(claims.contexts).flatMap(([context, claim]) => {
    const id = oneOf(said, claim);
    return id === null ? [] : [[context, id] as const];
  });
  const [role = null] = meant(said, claims.role, server.roles);
  const [plan] = claims.plan ? meant(said, claims.plan, server.plans) : [];
  return {
    contexts: Object.fromEntries(contexts),
    audiences: meant(said, claims.audiences, server.audiences),
    role,
    ...(plan !== undefined && { plan }),
  };
}

/** No word of tools is none against them; one that cannot be read allows nothing. */
function toolsOf(said: ClaimSet, claim: string | undefined): readonly string[] | null {
  if (claim === undefined || claimValue(said, claim) === undefined) return null;
  return allOf(said, claim) ?? [];
}

/** The declared names that a claim's values mean, in the order of the token. */
function meant(said: ClaimSet, { claim, values }: ClaimSource, declared: object): readonly string[] {
  const one = oneOf(said, claim);
  // A role or group may have spaces in its name.
  const whole = one !== null && values !== undefined && Object.hasOwn(values, one) ? [one] : null;
  const names = (whole ?? allOf(said, claim) ?? []).map((value) =>
    values === undefined ? value : Object.hasOwn(values, value) ? (values[value] ?? '') : '',
  );
  return [...new Set(names)].filter((name) => Object.hasOwn(declared, name));
}

/** What hangs on the connection, such as called tools, hangs on the person and the client together, whatever the token. */
function connectionId(said: ClaimSet, principal: string): string {
  const client = oneOf(said, 'client_id') ?? oneOf(said, 'azp') ?? '';
  const parts = JSON.stringify([said.iss ?? '', principal, client]);
  return `ext_${createHash('sha256').update(parts).digest('hex').slice(0, 24)}`;
}
