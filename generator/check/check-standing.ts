import { compareText } from '../diagnostic/diagnostic.js';
import type { PrincipalDeclaration, Role, Server } from '../model.js';
import { type At, toPlace } from '../read/node.js';
import { checkName, resolveTool, type Scope } from './check-scope.js';

const reservedProfiles = ['tools', 'capabilities', 'openapi.json'];

/** Roles with `extends` followed and wildcards resolved. */
export function checkRoles(scope: Scope): readonly Role[] {
  const declared = scope.server.keys?.roles?.value ?? [];
  const byName = new Map(declared.map(({ key, value }) => [key.value, value]));
  const expanded = new Map<string, ReadonlySet<string>>();

  function expand(name: string, path: readonly string[]): ReadonlySet<string> {
    const done = expanded.get(name);
    if (done) return done;
    const role = byName.get(name);
    const bases =
      role?.extends === undefined ? [] : Array.isArray(role.extends.value) ? role.extends.value : [role.extends];
    const inherited = (bases as readonly At<string>[]).flatMap((base) => {
      if (!checkName(base, 'roles', scope)) return [];
      const cycle = [...path, name, base.value];
      if (path.includes(base.value) || base.value === name) {
        scope.log.report('cycle', base.span, { what: 'These roles extend each other', path: cycle.join(' → ') });
        return [];
      }
      return [...expand(base.value, [...path, name])];
    });
    const own = (role?.grants?.value ?? []).flatMap((grant) => grantedBy(grant, scope));
    const all = new Set([...inherited, ...own]);
    expanded.set(name, all);
    return all;
  }

  return [...byName.keys()]
    .sort(compareText)
    .map((name) => ({ name, privileges: [...expand(name, [])].sort(compareText) }));
}

/** A privilege, or those that a pattern covers: never of several modules, never sensitive ones. */
function grantedBy(grant: At<string>, scope: Scope): readonly string[] {
  const { known, complete } = scope.privileges;
  if (known.has(grant.value)) return [grant.value];
  if (!complete) return [];
  const parts = grant.value.split(':');
  const report = (
    code: 'bad-grant' | 'wildcard-crosses-modules' | 'empty-wildcard' | 'unknown-privilege',
  ): readonly string[] => {
    scope.log.report(
      code,
      grant.span,
      { name: grant.value },
      code === 'unknown-privilege' ? { candidates: known.keys() } : {},
    );
    return [];
  };
  if (parts.length !== 3) return report('bad-grant');
  if (!parts.includes('*')) return report(parts.some((part) => part.includes('*')) ? 'bad-grant' : 'unknown-privilege');
  if (parts[0] === '*') return report('wildcard-crosses-modules');
  const covered = [...known.values()].filter(({ name, sensitive }) => {
    const named = name.split(':');
    return !sensitive && parts.every((part, index) => part === '*' || part === named[index]);
  });
  return covered.length === 0 ? report('empty-wildcard') : covered.map(({ name }) => name);
}

export function checkPrincipals(scope: Scope): readonly PrincipalDeclaration[] {
  const declared = scope.server.keys?.principals?.value ?? [];
  return declared
    .map(({ key, value }) => {
      for (const audience of value.audiences?.value ?? []) checkName(audience, 'audiences', scope);
      for (const context of value.context?.value ?? []) checkName(context.key, 'contexts', scope);
      if (value.role) checkName(value.role, 'roles', scope);
      return {
        name: key.value,
        place: toPlace(key.span),
        audiences: (value.audiences?.value ?? []).map(({ value: name }) => name),
        context: Object.fromEntries((value.context?.value ?? []).map((one) => [one.key.value, one.value.value])),
        role: value.role?.value ?? null,
        writes: value.writes?.value ?? false,
      };
    })
    .sort((a, b) => compareText(a.name, b.name));
}

export function checkPrivateReference(scope: Scope): readonly string[] {
  const declared = scope.server.keys?.private_reference?.value ?? [];
  return declared
    .filter((name) => checkName(name, 'audiences', scope))
    .map(({ value }) => value)
    .sort(compareText);
}

/** Profiles name tools as `module/tool`. */
export function checkProfiles(scope: Scope): Server['profiles'] {
  const declared = scope.server.keys?.profiles?.value ?? [];
  return declared
    .map(({ key, value }) => {
      if (!/^[a-z][a-z0-9_-]*$/.test(key.value))
        scope.log.report('name-style', key.span, {
          name: key.value,
          rule: 'small letters, digits, dashes and underscores',
        });
      if (reservedProfiles.includes(key.value)) {
        scope.log.report('reserved-name', key.span, {
          name: key.value,
          why: `the server answers at /mcp/${key.value} itself`,
        });
      }
      if (value.audience) checkName(value.audience, 'audiences', scope);
      const tools = value.tools?.value
        .map((tool) => resolveTool(tool, '', scope)?.wire)
        .filter((name) => name !== undefined);
      return {
        name: key.value,
        ...(value.write_modes ? { writeModes: value.write_modes.value.map((mode) => mode.value) } : {}),
        ...(value.audience ? { audience: value.audience.value } : {}),
        ...(tools ? { tools: tools.sort(compareText) } : {}),
      };
    })
    .sort((a, b) => compareText(a.name, b.name));
}
