import type { Program, Tool } from '../../../runtime/tool.js';
import { changed, type Mutant, toolMutant } from '../mutant.js';

/** How long, how often, how many, at what cost, and after what. */
export function limitMutants(tool: Tool): readonly Mutant[] {
  const { limits = {}, dependsOn = {} } = tool;
  const put = (key: string, what: string, path: readonly (string | number)[], value: unknown) =>
    toolMutant(tool, key, what, (served) => changed(served, path, value));
  const putLimit = (key: keyof NonNullable<Tool['limits']>, what: string, value: unknown) =>
    toolMutant(tool, `limits.${key}`, what, (served) => {
      const { [key]: _, ...others } = served.limits ?? {};
      return { ...served, limits: { ...others, ...(value === undefined ? {} : { [key]: value }) } };
    });
  const counted = (['quota', 'concurrent', 'timeoutMs'] as const).flatMap((key) => {
    const value = limits[key];
    if (value === undefined) return [];
    return [
      putLimit(key, 'one more', value + 1),
      putLimit(key, 'one less', value - 1),
      putLimit(key, 'taken away', undefined),
    ];
  });
  const { rate, timeoutParameter, quota } = limits;
  return [
    ...counted,
    ...(quota === undefined ? [putLimit('quota', 'twice as much', 2)] : []),
    ...(rate
      ? [
          putLimit('rate', 'one more', { ...rate, calls: rate.calls + 1 }),
          putLimit('rate', 'one less', { ...rate, calls: rate.calls - 1 }),
          putLimit('rate', 'of another period', { ...rate, per: rate.per === 'minute' ? 'hour' : 'minute' }),
          putLimit('rate', 'taken away', undefined),
        ]
      : [putLimit('rate', 'added', { calls: 1_000, per: 'hour' })]),
    ...(timeoutParameter
      ? [
          putLimit('timeoutParameter', 'taken away', undefined),
          putLimit('timeoutParameter', 'another end', {
            ...timeoutParameter,
            onExpiry: timeoutParameter.onExpiry === 'answer' ? 'error' : 'answer',
          }),
        ]
      : []),
    ...(dependsOn.session ?? []).flatMap(({ tool: name, reason }, index) => [
      put('dependsOn.session', `without ${name}`, ['dependsOn', 'session', index], undefined),
      put('dependsOn.session', `another reason for ${name}`, ['dependsOn', 'session', index, 'reason'], `${reason}!`),
    ]),
    ...(dependsOn.allowlist ?? []).map((name, index) =>
      put('dependsOn.allowlist', `without ${name}`, ['dependsOn', 'allowlist', index], undefined),
    ),
  ];
}

/** What holds for all tools together; and tools that wait for, or bring along, one they do not name. */
export function sharedLimitMutants({ server, tools }: Program): readonly Mutant[] {
  const put = (key: string, what: string, path: readonly string[], value: unknown): Mutant => ({
    name: `${key}: ${what}`,
    tool: null,
    keys: [key],
    apply: (served) => ({
      ...served,
      program: { ...served.program, server: changed(served.program.server, path, value) },
    }),
  });
  const [first, second] = tools.filter(({ dependsOn, writeMode }) => !dependsOn && writeMode === 'read');
  return [
    put('server.limits.timeoutMs', 'one more', ['limits', 'timeoutMs'], server.limits.timeoutMs + 1),
    put('server.limits.rate', 'added', ['limits', 'rate'], { calls: 1_000, per: 'hour' }),
    ...Object.entries(server.plans).flatMap(([plan, { callsPerDay }]) => [
      put('server.plans', `${plan} with one more`, ['plans', plan, 'callsPerDay'], callsPerDay + 1),
      put('server.plans', `${plan} with one less`, ['plans', plan, 'callsPerDay'], callsPerDay - 1),
    ]),
    ...(first && second
      ? [
          toolMutant(first, 'dependsOn.session', `with ${second.name}`, (served) => ({
            ...served,
            dependsOn: { session: [{ tool: second.name, reason: 'For no reason.' }] },
          })),
          toolMutant(first, 'dependsOn.allowlist', `with ${second.name}`, (served) => ({
            ...served,
            dependsOn: { allowlist: [second.name] },
          })),
        ]
      : []),
  ];
}
