import { compareText } from '../diagnostic/diagnostic.js';
import type { ClaimSource, Claims } from '../model.js';
import type { ClaimKeys } from '../read/declaration-server.js';
import type { At } from '../read/node.js';
import { checkName, type Scope } from './check-scope.js';

/** What tokens of another issuer say of their bearer. Every name that a value leads to has to be declared. */
export function checkClaims(scope: Scope): Claims | undefined {
  const keys = scope.server.keys?.claims;
  if (keys === undefined) return undefined;
  for (const { key } of keys.contexts?.value ?? []) checkName(key, 'contexts', scope);
  const plans = scope.server.keys?.plans?.value ?? [];
  const planOf = (name: At<string>) => {
    if (plans.some(({ key }) => key.value === name.value)) return;
    const candidates = plans.map(({ key }) => key.value);
    scope.log.report('unknown-name', name.span, { name: name.value, kind: 'plan' }, { candidates });
  };
  const contexts = [...(keys.contexts?.value ?? [])].sort((a, b) => compareText(a.key.value, b.key.value));
  return {
    principal: keys.principal?.value ?? 'sub',
    name: keys.name?.value ?? 'name',
    contexts: Object.fromEntries(contexts.map(({ key, value }) => [key.value, value.value])),
    role: sourceOf(keys.role, 'role', (name) => checkName(name, 'roles', scope)),
    audiences: sourceOf(keys.audiences, 'audiences', (name) => checkName(name, 'audiences', scope)),
    ...(keys.plan ? { plan: sourceOf(keys.plan, 'plan', planOf) } : {}),
    ...(keys.tools ? { tools: keys.tools.value } : {}),
  };
}

/** A claim whose values are declared names, or a claim and what its values mean. */
function sourceOf(keys: ClaimKeys | undefined, usual: string, check: (name: At<string>) => void): ClaimSource {
  if (keys === undefined) return { claim: usual };
  if ('span' in keys && 'value' in keys) return { claim: keys.value };
  const values = [...(keys.values?.value ?? [])].sort((a, b) => compareText(a.key.value, b.key.value));
  for (const { value } of values) check(value);
  return {
    claim: keys.claim?.value ?? usual,
    ...(keys.values ? { values: Object.fromEntries(values.map(({ key, value }) => [key.value, value.value])) } : {}),
  };
}
