import type { Program, Tool } from '../../../runtime/tool.js';
import { changed, type Mutant, toolMutant } from '../mutant.js';

/** What a tool runs, what it used to be called, until when it is there, and how much it answers at once. */
export function historyMutants(tool: Tool): readonly Mutant[] {
  const { composes = [], aliases = [], output } = tool;
  const put = (key: string, what: string, path: readonly (string | number)[], value: unknown) =>
    toolMutant(tool, key, what, (served) => changed(served, path, value));
  return [
    ...composes.map((step, index) => put('composes', `without ${step}`, ['composes', index], undefined)),
    ...(output.kind === 'outcomes'
      ? [put('output.per', 'of another list', ['output', 'per'], `${output.per}_not`)]
      : []),
    ...aliases.flatMap(({ adapt }, index) =>
      adapt ? [put('aliases', `${aliases[index]?.name} without adapt`, ['aliases', index, 'adapt'], undefined)] : [],
    ),
    ...deprecationMutants(tool, put),
    ...inlineMutants(tool),
  ];
}

type Put = (key: string, what: string, path: readonly (string | number)[], value: unknown) => Mutant;

function deprecationMutants({ deprecated }: Tool, put: Put): readonly Mutant[] {
  if (deprecated === undefined) return [put('deprecated', 'added', ['deprecated'], { since: '2026-01-01' })];
  const { sunset, replaceWith } = deprecated;
  return [
    put('deprecated', 'taken away', ['deprecated'], undefined),
    put('deprecated.since', 'another day', ['deprecated', 'since'], '2020-01-01'),
    ...(sunset === undefined
      ? [put('deprecated.sunset', 'added', ['deprecated', 'sunset'], '2099-12-31')]
      : [
          put('deprecated.sunset', 'taken away', ['deprecated', 'sunset'], undefined),
          put('deprecated.sunset', 'a day later', ['deprecated', 'sunset'], dayAfter(sunset, 1)),
          put('deprecated.sunset', 'a day sooner', ['deprecated', 'sunset'], dayAfter(sunset, -1)),
        ]),
    ...(replaceWith === undefined
      ? []
      : [put('deprecated.replaceWith', 'taken away', ['deprecated', 'replaceWith'], undefined)]),
  ];
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Of a tool that writes no second call is made to look at its answer. */
function inlineMutants(tool: Tool): readonly Mutant[] {
  if (tool.writeMode !== 'read') return [];
  const declared = tool.limits?.inlineBytes;
  const putLimit = (what: string, inlineBytes: number | undefined) =>
    toolMutant(tool, 'limits.inlineBytes', what, (served) => {
      const { inlineBytes: _, ...others } = served.limits ?? {};
      return { ...served, limits: { ...others, ...(inlineBytes !== undefined && { inlineBytes }) } };
    });
  if (declared === undefined) return [putLimit('one byte', 1)];
  return [putLimit('twice', declared * 2), putLimit('half', declared / 2), putLimit('taken away', undefined)];
}

/** What holds for all tools together: where one shows that it cares, twice and half as much are noticed too. */
export function sharedSizeMutants({ server, tools }: Program): readonly Mutant[] {
  const shown = tools.some(({ limits }) => limits?.inlineBytes !== undefined);
  return (['inlineBytes', 'sizeHintBytes'] as const).flatMap((key) => {
    const bytes = server.limits[key];
    const values: readonly (readonly [string, number])[] = [
      ['a hundredth', Math.ceil(bytes / 100)],
      ...(shown
        ? ([
            ['twice', bytes * 2],
            ['half', bytes / 2],
          ] as const)
        : []),
    ];
    return values.map(([what, value]): Mutant => {
      return {
        name: `server.limits.${key}: ${what}`,
        tool: null,
        keys: [`server.limits.${key}`],
        apply: (served) => ({
          ...served,
          program: { ...served.program, server: changed(served.program.server, ['limits', key], value) },
        }),
      };
    });
  });
}
