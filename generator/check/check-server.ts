import { compareText, type Log } from '../diagnostic/diagnostic.js';
import type { Context, Failure, Server } from '../model.js';
import type { Declaration, DeclarationOf } from '../read/declaration.js';
import { type At, type Span, toPlace } from '../read/node.js';
import { matchesStep, stepsOf } from '../read/source-pattern.js';
import { checkIcons } from './check-icons.js';
import { checkNameForm } from './check-name.js';
import type { Table } from './check-scope.js';
import { type CommonError, commonErrors } from './common-errors.js';

/** Names that server.yaml declares. */
export function serverTables(server: DeclarationOf<'server'>, log: Log) {
  const { keys } = server;
  const table = (kind: 'audiences' | 'contexts' | 'roles' | 'principals'): Table<Span> => {
    const entries: readonly { key: { value: string; span: Span } }[] = keys?.[kind]?.value ?? [];
    for (const { key } of entries) checkNameForm(key, 'word', log);
    return { known: new Map(entries.map(({ key }) => [key.value, key.span])), complete: keys !== null };
  };
  return {
    audiences: table('audiences'),
    contexts: table('contexts'),
    roles: table('roles'),
    principals: table('principals'),
  };
}

/** The language's error table under that of server.yaml. */
export function serverErrors(server: DeclarationOf<'server'>, log: Log): ReadonlyMap<string, Failure> {
  const place = toPlace(server.span);
  const known: readonly (readonly [string, CommonError])[] = Object.entries(commonErrors);
  const errors = new Map<string, Failure>(known.map(([code, error]) => [code, { ...error, code, place, data: [] }]));
  for (const { key, value } of server.keys?.errors?.value ?? []) {
    checkNameForm(key, 'error', log);
    const base = errors.get(key.value);
    for (const part of ['message', 'http'] as const) {
      if (!base && !value.written.has(part)) log.report('missing-key', key.span, { key: part, what: 'an error' });
    }
    if (value.next) log.report('server-error-next', value.next.span, {});
    const code = value.rpc?.value ?? base?.rpc;
    const channel = value.channel?.value ?? base?.channel ?? 'result';
    if (channel === 'rpc' && code === undefined && !value.written.has('rpc'))
      log.report('missing-key', value.span, { key: 'rpc', what: "an error of channel 'rpc'" });
    errors.set(key.value, {
      code: key.value,
      place: toPlace(key.span),
      message: value.message?.value ?? base?.message ?? '',
      http: value.http?.value ?? base?.http ?? 500,
      channel,
      ...(code === undefined ? {} : { rpc: code }),
      data: [],
    });
  }
  return new Map([...errors].sort(([a], [b]) => compareText(a, b)));
}

/** Everything of server.yaml that refers to nothing outside of it. */
export function checkServer(
  server: DeclarationOf<'server'>,
  errors: ReadonlyMap<string, Failure>,
  log: Log,
): Omit<Server, 'roles' | 'principals' | 'profiles' | 'privateReference'> {
  const { keys, span } = server;
  const entries = <T>(pairs: readonly { key: { value: string }; value: T }[] | undefined) =>
    [...(pairs ?? [])].sort((a, b) => compareText(a.key.value, b.key.value));
  if (keys?.audiences?.value.length === 0)
    log.report('empty', keys.audiences.span, { key: 'audiences', what: 'audience' });
  const name = keys?.name;
  if (name && !/^[a-z][a-z0-9-]*$/.test(name.value))
    log.report('name-style', name.span, { name: name.value, rule: 'small letters, digits and dashes' });
  for (const plan of keys?.plans?.value ?? []) checkNameForm(plan.key, 'word', log);
  const { limits, cache } = keys ?? {};
  return {
    name: name?.value ?? '',
    title: keys?.title?.value ?? name?.value ?? '',
    place: toPlace(span),
    database: keys?.database?.value ?? false,
    audiences: Object.fromEntries(entries(keys?.audiences?.value).map(({ key, value }) => [key.value, value.value])),
    contexts: checkContexts(server, errors, log),
    plans: Object.fromEntries(
      entries(keys?.plans?.value).map(({ key, value }) => [
        key.value,
        { callsPerDay: value.calls_per_day?.value ?? 0 },
      ]),
    ),
    limits: {
      bodyBytes: limits?.body?.value ?? 256 * 1024,
      inlineBytes: limits?.inline_bytes?.value ?? 100_000,
      sizeHintBytes: limits?.size_hint?.value ?? 20_000,
      timeoutMs: limits?.timeout?.value ?? 30_000,
      ...(limits?.rate ? { rate: limits.rate.value } : {}),
      tokens: { perTool: limits?.tokens?.per_tool?.value ?? 400, mean: limits?.tokens?.mean?.value ?? 150 },
    },
    errors: [...errors.values()],
    icons: checkIcons(keys?.icons, log),
    ...(cache?.ttl && cache.scope ? { cache: { ttlMs: cache.ttl.value, scope: cache.scope.value } } : {}),
  };
}

function checkContexts(
  server: DeclarationOf<'server'>,
  errors: ReadonlyMap<string, Failure>,
  log: Log,
): readonly Context[] {
  const declared = server.keys?.contexts?.value ?? [];
  const names = new Map(declared.map(({ key, value }) => [key.value, value]));
  const circles = new Set<string>();
  for (const { key, value } of declared) {
    if (key.value === 'none')
      log.report('reserved-name', key.span, { name: 'none', why: 'it says that a tool needs no context' });
    if (value.error && !errors.has(value.error.value)) {
      log.report('unknown-error', value.error.span, { name: value.error.value }, { candidates: errors.keys() });
    }
    if (value.within && !names.has(value.within.value)) {
      log.report(
        'unknown-name',
        value.within.span,
        { name: value.within.value, kind: 'context' },
        { candidates: names.keys() },
      );
    }
    const chain = [key.value];
    for (let next = value.within?.value; next !== undefined; next = names.get(next)?.within?.value) {
      if (chain.includes(next)) {
        if (circles.has(next)) break;
        for (const name of chain) circles.add(name);
        log.report('cycle', value.within!.span, {
          what: 'These contexts stand within each other',
          path: [...chain, next].join(' → '),
        });
        break;
      }
      chain.push(next);
    }
  }
  return declared
    .map(({ key, value }) => ({
      name: key.value,
      ...(value.within ? { within: value.within.value } : {}),
      tenant: value.tenant?.value ?? false,
      error: value.error?.value ?? 'MISSING_WORKSPACE_CONTEXT',
      meta: value.meta?.value ?? key.value,
    }))
    .sort((a, b) => compareText(a.name, b.name));
}

/** Prefixes that server.yaml gives to packages. Every package and every pattern named must have brought something. */
export function packagePrefixes(
  server: DeclarationOf<'server'>,
  declarations: readonly Declaration[],
  log: Log,
): ReadonlyMap<string, string> {
  const brought = new Set(declarations.flatMap((one) => ('package' in one && one.package ? [one.package.name] : [])));
  const prefixes = new Map<string, string>();
  for (const one of server.keys?.modules?.value ?? []) {
    if ('value' in one) checkPattern(one, declarations, log);
    if ('value' in one || !one.package) continue;
    if (!brought.has(one.package.value)) log.report('package-not-found', one.package.span, { name: one.package.value });
    prefixes.set(one.package.value, one.prefix?.value ?? '');
  }
  return prefixes;
}

/** `./spec/*` must lead to a file at least. */
function checkPattern(pattern: At<string>, declarations: readonly Declaration[], log: Log): void {
  const steps = stepsOf(pattern.value);
  const found = declarations.some(({ span }) => {
    const path = span.file.split('/');
    return path.length > steps.length && steps.every((step, index) => matchesStep(step, path[index]!));
  });
  if (!found) log.report('empty-pattern', pattern.span, { pattern: pattern.value });
}
