import type { Server, Tool, WriteMode } from '../../../runtime/tool.js';
import { changed, type Mutant, toolMutant } from '../mutant.js';

const modes: readonly WriteMode[] = ['read', 'create', 'update', 'delete'];

/** Who may call, what is told to clients, and which errors there are. */
export function toolMutants(tool: Tool, server: Server): readonly Mutant[] {
  const put = (key: string, what: string, path: readonly (string | number)[], value: unknown) =>
    toolMutant(tool, key, what, (served) => changed(served, path, value));
  const absentAudiences = Object.keys(server.audiences).filter((audience) => !tool.audience.includes(audience));
  const contexts = [null, ...Object.keys(server.contexts)].filter((context) => context !== tool.context);
  return [
    ...tool.requires.map(({ privilege }, index) =>
      put('requires', `without ${privilege}`, ['requires', index], undefined),
    ),
    put('requires', 'one that nobody has', ['requires'], [...tool.requires, { privilege: 'nobody:has:this' }]),
    ...tool.audience.map((audience, index) => put('audience', `without ${audience}`, ['audience', index], undefined)),
    ...absentAudiences.map((audience) =>
      put('audience', `with ${audience}`, ['audience'], [...tool.audience, audience]),
    ),
    ...contexts.map((context) => put('context', `${context ?? 'none'}`, ['context'], context)),
    ...modes.filter((mode) => mode !== tool.writeMode).map((mode) => put('writeMode', mode, ['writeMode'], mode)),
    // Of a tool with actions, theirs are told and not its own.
    ...(tool.actions ? [] : hints(tool).map(([key, value]) => put(key, String(value), [key], value))),
    put('openWorld', tool.openWorld ? 'taken away' : 'claimed', ['openWorld'], tool.openWorld ? undefined : true),
    put('title', 'another', ['title'], `${tool.title}!`),
    put('description', 'another', ['description'], `${tool.description} Really.`),
    ...(tool.input.properties && Object.keys(tool.input.properties).length > 0
      ? [put('inputSchema', 'without properties', ['inputSchema', 'properties'], {})]
      : []),
    put('inputSchema', 'open', ['inputSchema', 'additionalProperties'], true),
    ...(tool.outputSchema
      ? [
          put('outputSchema', 'taken away', ['outputSchema'], undefined),
          put('outputSchema', 'requires nothing', ['outputSchema', 'required'], []),
        ]
      : []),
    ...(tool.dotted === undefined ? [] : [put('dotted', 'taken away', ['dotted'], undefined)]),
    ...(tool.aliases ?? []).flatMap(({ name, rename }, index) => [
      put('aliases', `without ${name}`, ['aliases', index], undefined),
      ...(rename ? [put('aliases', `${name} without rename`, ['aliases', index, 'rename'], undefined)] : []),
    ]),
    ...errorMutants(tool, put),
    ...actionMutants(tool, put),
  ];
}

type Put = (key: string, what: string, path: readonly (string | number)[], value: unknown) => Mutant;

function hints({
  destructive,
  idempotent,
}: {
  readonly destructive: boolean;
  readonly idempotent: boolean;
}): (readonly [string, boolean])[] {
  return [
    ['destructive', !destructive],
    ['idempotent', !idempotent],
  ];
}

function errorMutants(tool: Tool, put: Put): Mutant[] {
  return Object.entries(tool.errors ?? {}).flatMap(([code, { message, http, channel, next, data }]) => {
    const key = `errors.${code}`;
    const path = ['errors', code];
    return [
      put(key, 'taken away', path, undefined),
      put(key, 'another message', [...path, 'message'], `${message} Sorry.`),
      put(key, 'another status', [...path, 'http'], http === 418 ? 404 : 418),
      put(key, 'the other channel', [...path, 'channel'], channel === 'rpc' ? 'result' : 'rpc'),
      ...(next
        ? [
            put(key, 'no next', [...path, 'next'], undefined),
            put(key, 'another next', [...path, 'next', 'tool'], `${next.tool}_not`),
          ]
        : [put(key, 'a next', [...path, 'next'], { tool: tool.name })]),
      ...Object.keys(data ?? {}).map((name) => put(key, `data without ${name}`, [...path, 'data', name], undefined)),
    ];
  });
}

function actionMutants(tool: Tool, put: Put): Mutant[] {
  return Object.entries(tool.actions ?? {}).flatMap(([name, action]) => {
    const key = `actions.${name}`;
    const path = ['actions', name];
    return [
      put(key, 'taken away', path, undefined),
      ...action.requires.map(({ privilege }, index) =>
        put(`${key}.requires`, `without ${privilege}`, [...path, 'requires', index], undefined),
      ),
      put(
        `${key}.requires`,
        'one that nobody has',
        [...path, 'requires'],
        [...action.requires, { privilege: 'nobody:has:this' }],
      ),
      ...(action.needs ?? []).map((argument, index) =>
        put(`${key}.needs`, `without ${argument}`, [...path, 'needs', index], undefined),
      ),
      ...(action.refuses ?? []).map((argument, index) =>
        put(`${key}.refuses`, `without ${argument}`, [...path, 'refuses', index], undefined),
      ),
      ...(action.needs ?? []).map((argument) =>
        put(`${key}.refuses`, `with ${argument}`, [...path, 'refuses'], [...(action.refuses ?? []), argument]),
      ),
      ...modes
        .filter((mode) => mode !== action.writeMode)
        .map((mode) => put(`${key}.writeMode`, mode, [...path, 'writeMode'], mode)),
      ...hints(action).map(([hint, value]) => put(`${key}.${hint}`, String(value), [...path, hint], value)),
    ];
  });
}
