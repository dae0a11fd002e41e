import { outputShapes } from '../../../runtime/testing/output-shape.js';
import { spelled } from '../../../runtime/testing/standing.js';
import type { ErrorDeclaration, Program, Server, Shape } from '../../../runtime/tool.js';
import { changed, type Mutant } from '../mutant.js';

/**
 * What is read of each common error that something built so far answers with. Where HTTP has a status of its own, or the
 * sentence says more than the table's, the table's is not read; what fails before a call has no channel to choose.
 */
const answered: Readonly<Record<string, readonly (keyof ErrorDeclaration)[]>> = {
  PARSE_ERROR: ['message', 'http', 'rpc'],
  UNAUTHORIZED: ['message', 'http', 'rpc'],
  INVALID_ORIGIN: ['message', 'http', 'rpc'],
  BODY_TOO_LARGE: ['message', 'http', 'rpc'],
  INVALID_REQUEST: ['http', 'rpc'],
  METHOD_NOT_FOUND: ['rpc'],
  NOT_FOUND: ['http'],
  UNKNOWN_TOOL: ['message', 'http', 'rpc', 'channel'],
  FORBIDDEN: ['message', 'http', 'rpc', 'channel'],
  INSUFFICIENT_SCOPE: ['message', 'http', 'rpc', 'channel'],
  WRITE_NOT_ALLOWED: ['message', 'http', 'rpc', 'channel'],
  MISSING_WORKSPACE_CONTEXT: ['message', 'http', 'channel'],
  VALIDATION_ERROR: ['message', 'http', 'channel'],
  RATE_LIMITED: ['message', 'http', 'rpc', 'channel'],
  QUOTA_EXCEEDED: ['message', 'http', 'channel'],
  DEPENDENCY_NOT_MET: ['message', 'http', 'channel'],
  CONFIRMATION_REQUIRED: ['message', 'http', 'channel'],
  DECLINED: ['message', 'http', 'channel'],
  INVALID_REQUEST_STATE: ['message', 'rpc', 'channel'],
  TIMEOUT: ['message', 'http', 'channel'],
  TOOL_RETIRED: ['message', 'http', 'channel'],
  SERVER_DISABLED: ['message', 'http', 'rpc', 'channel'],
  INTERNAL_ERROR: ['message', 'http', 'rpc', 'channel'],
  OUTPUT_INVALID: ['message', 'http', 'rpc', 'channel'],
};

/** What `server.yaml` and the modules say: errors, roles, contexts, limits, envelopes. */
export function serverMutants(program: Program): readonly Mutant[] {
  const { server } = program;
  return [
    ...Object.entries(answered).flatMap(([code, read]) => errorMutants(server, code, read)),
    ...profileMutants(server),
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

function errorMutants(server: Server, code: string, read: readonly (keyof ErrorDeclaration)[]): Mutant[] {
  const declared = server.errors[code];
  if (!declared) return [];
  const others = {
    message: `Sorry. ${declared.message}`,
    http: 418,
    rpc: -32019,
    channel: declared.channel === 'rpc' ? 'result' : 'rpc',
  };
  return Object.entries(others)
    .filter(([key]) => read.some((name) => name === key))
    .map(([key, value]) => put([`server.errors.${code}`], `another ${key}`, ['errors', code, key], value));
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
  const ofCalls = tools.flatMap((tool) => {
    const requires = [...tool.requires, ...Object.values(tool.actions ?? {}).flatMap((action) => action.requires)];
    return requires.flatMap((requirement) => spelled(requirement, tool.input));
  });
  const ofProperties = tools.flatMap((tool) => outputShapes(tool).flatMap((shape) => [...privilegesIn(shape)]));
  return new Set([...ofCalls, ...ofProperties]);
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

/** Each part of a profile taken away, and another in its place. */
function profileMutants({ profiles, audiences }: Server): readonly Mutant[] {
  return Object.entries(profiles).flatMap(([name, profile]) => {
    const keys = [`server.profiles.${name}`];
    const without = (part: string) => put(keys, `without ${part}`, ['profiles', name, part], undefined);
    const other = Object.keys(audiences).find((audience) => audience !== profile.audience);
    return [
      ...Object.keys(profile).map(without),
      ...(profile.writeModes ? [put(keys, 'of writes', ['profiles', name, 'writeModes'], ['create'])] : []),
      ...(profile.audience && other ? [put(keys, `of ${other}`, ['profiles', name, 'audience'], other)] : []),
      ...(profile.tools ? [put(keys, 'of no tool', ['profiles', name, 'tools'], [])] : []),
    ];
  });
}
