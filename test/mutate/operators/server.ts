import type { Program, Requirement, Server, Shape } from '../../../runtime/tool.js';
import { changed, type Mutant } from '../mutant.js';

/** Codes of the common table that something built so far answers with. */
const answered = [
  'PARSE_ERROR',
  'METHOD_NOT_FOUND',
  'INVALID_REQUEST',
  'UNKNOWN_TOOL',
  'UNAUTHORIZED',
  'INVALID_ORIGIN',
  'FORBIDDEN',
  'INSUFFICIENT_SCOPE',
  'WRITE_NOT_ALLOWED',
  'BODY_TOO_LARGE',
  'MISSING_WORKSPACE_CONTEXT',
  'VALIDATION_ERROR',
] as const;

/** What `server.yaml` and the modules say: errors, roles, contexts, limits, envelopes. */
export function serverMutants(program: Program): readonly Mutant[] {
  const { server } = program;
  const codes = answered.filter((code) => server.errors[code]);
  return [
    ...codes.flatMap((code) => errorMutants(server, code)),
    ...Object.keys(server.roles).flatMap((role) => roleMutants(program, role)),
    ...Object.entries(server.contexts).flatMap(([name, { meta, tenant, error }]) => [
      ...(tenant
        ? [
            put(
              [`server.contexts.${name}`, 'server.contexts'],
              'another word in _meta',
              ['contexts', name, 'meta'],
              `${meta}_not`,
            ),
          ]
        : []),
      ...(tenant
        ? [put([`server.contexts.${name}`, 'server.contexts'], 'no tenant', ['contexts', name, 'tenant'], undefined)]
        : []),
      ...(error === 'FORBIDDEN' || !isMissed(program, name)
        ? []
        : [put(['context', `server.contexts.${name}`], 'another error', ['contexts', name, 'error'], 'FORBIDDEN')]),
    ]),
    put(['server.limits.bodyBytes'], 'one byte more', ['limits', 'bodyBytes'], server.limits.bodyBytes + 1),
    put(['server.limits.bodyBytes'], 'one byte less', ['limits', 'bodyBytes'], server.limits.bodyBytes - 1),
    ...Object.entries(server.modules).map(([name, { envelope }]) => {
      const other = envelope === 'bare' ? 'data_meta' : 'bare';
      return put(
        ['server.modules', `server.modules.${name}`],
        `${name} ${other}`,
        ['modules', name, 'envelope'],
        other,
      );
    }),
  ];
}

function put(keys: readonly string[], what: string, path: readonly string[], value: unknown): Mutant {
  return {
    name: `${keys[0]}: ${what}`,
    tool: null,
    keys,
    apply: (served) => ({
      ...served,
      program: { ...served.program, server: changed(served.program.server, path, value) },
    }),
  };
}

function errorMutants(server: Server, code: string): Mutant[] {
  const declared = server.errors[code];
  if (!declared) return [];
  const keys = [`server.errors.${code}`];
  const path = ['errors', code];
  return [
    put(keys, 'another message', [...path, 'message'], `Sorry. ${declared.message}`),
    put(keys, 'another status', [...path, 'http'], 418),
    ...(declared.rpc === undefined ? [] : [put(keys, 'another number', [...path, 'rpc'], -32019)]),
    put(keys, 'the other channel', [...path, 'channel'], declared.channel === 'rpc' ? 'result' : 'rpc'),
  ];
}

/** Each privilege that some tool or property asks for: taken from the roles that hold it, given to those that do not. */
function roleMutants(program: Program, role: string): Mutant[] {
  const held = program.server.roles[role] ?? [];
  return [...asked(program)].map((privilege) => {
    const has = held.includes(privilege);
    const list = has ? held.filter((other) => other !== privilege) : [...held, privilege];
    return put(
      [`server.roles.${role}`, `privilege.${privilege}`],
      `${has ? 'without' : 'with'} ${privilege}`,
      ['roles', role],
      list,
    );
  });
}

function asked({ tools }: Program): ReadonlySet<string> {
  const requirements = tools.flatMap(({ requires, actions }): Requirement[] => [
    ...requires,
    ...Object.values(actions ?? {}).flatMap((action) => action.requires),
  ]);
  const shapes = tools.flatMap(({ output }): Shape[] => {
    if (output.kind === 'object') return [output.shape];
    if (output.kind === 'list') return [output.of];
    return output.kind === 'variants' ? Object.values(output.variants).map(({ shape }) => shape) : [];
  });
  return new Set([
    ...requirements.map(({ privilege }) => privilege),
    ...shapes.flatMap((shape) => [...privilegesIn(shape)]),
  ]);
}

function* privilegesIn(shape: Shape): Generator<string> {
  if (shape.privilege) yield shape.privilege;
  if (shape.items) yield* privilegesIn(shape.items);
  for (const property of Object.values(shape.properties ?? {})) yield* privilegesIn(property);
}

/** Whether some principal of the demo lacks a context, so that its error can be met. */
function isMissed({ server }: Program, context: string): boolean {
  return Object.values(server.principals).some((principal) => !(context in principal.context));
}
