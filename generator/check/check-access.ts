import type { EnumType, Property, Requirement, Type, TypeDeclaration } from '../model.js';
import type { RequiresKeys } from '../read/declaration-tool.js';
import type { At } from '../read/node.js';
import { checkName, resolvePrivilege, type Scope, typeKey } from './check-scope.js';

/** Who may see and call: the same three keys on tools, resources and prompts. */
export function checkAudience(audience: At<readonly At<string>[]> | undefined, scope: Scope): readonly string[] {
  if (audience?.value.length === 0) scope.log.report('empty-audience', audience.span, {});
  const names = (audience?.value ?? []).filter((name) => checkName(name, 'audiences', scope)).map(({ value }) => value);
  return [...new Set(names)];
}

export function checkContext(context: At<string> | undefined, scope: Scope): string | null {
  if (!context || context.value === 'none') return null;
  return checkName(context, 'contexts', scope) ? context.value : null;
}

/** What privileges that depend on arguments may look at. */
export interface RequirementInputs {
  readonly module: string;
  readonly scope: Scope;
  readonly properties: readonly Property[];
  readonly types: ReadonlyMap<string, TypeDeclaration>;
}

export function checkRequires(requires: RequiresKeys | undefined, inputs: RequirementInputs): readonly Requirement[] {
  return (requires?.value ?? []).flatMap((one): readonly Requirement[] => {
    if ('value' in one) {
      const privilege = resolvePrivilege(one, inputs.module, inputs.scope);
      return privilege === null ? [] : [{ privilege }];
    }
    return one.privilege && one.of ? requirementOf(one.privilege, one.of, inputs) : [];
  });
}

function requirementOf(privilege: At<string>, of: At<string>, inputs: RequirementInputs): readonly Requirement[] {
  const { log } = inputs.scope;
  if (!privilege.value.includes('{}')) {
    log.report('privilege-without-hole', privilege.span, { name: privilege.value });
    return [];
  }
  const qualified = privilege.value.split(':').length === 2 ? `${inputs.module}:${privilege.value}` : privilege.value;
  const paths = /^entity_paths\(\s*(\w+)\s*,\s*(\w+)\s*\)$/.exec(of.value);
  const names = paths ? [paths[1]!, paths[2]!] : [of.value];
  const found = names.map((name) => inputs.properties.find((property) => property.name === name));
  found.forEach((property, index) => {
    const candidates = inputs.properties.map(({ name }) => name);
    if (!property) log.report('unknown-property', of.span, { name: names[index]!, of: 'the input' }, { candidates });
  });
  const entity = found[0];
  if (!entity) return [];
  const values = enumOf(entity.type, inputs.types)?.values;
  if (!values) {
    log.report('requirement-not-enum', of.span, { name: entity.name });
    return [];
  }
  for (const value of values) {
    const name = qualified.replace('{}', String(value));
    if (inputs.scope.privileges.known.has(name) || !inputs.scope.privileges.complete) continue;
    log.report('unknown-privilege', privilege.span, { name }, { candidates: inputs.scope.privileges.known.keys() });
  }
  return [
    { privilege: qualified, of: entity.name, ...(paths ? { entityPaths: [paths[1]!, paths[2]!] as const } : {}) },
  ];
}

export function enumOf(type: Type, types: ReadonlyMap<string, TypeDeclaration>): EnumType | undefined {
  const whole = type.kind === 'named' ? types.get(typeKey(type.module, type.name))?.type : type;
  return whole?.kind === 'enum' ? whole : undefined;
}
