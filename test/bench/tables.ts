import type { Measure } from './contenders.js';
import { median } from './results.js';

/** One round of one measure: microseconds of processor time a request, requests a second. */
export interface Sample {
  readonly cpu: number;
  readonly rate: number;
}

const titles: { readonly [Topic in Measure['topic']]: string } = {
  trivial: 'A trivial tool',
  database: 'A tool that reads twenty rows',
  list: 'tools/list of a hundred tools',
};

/** A table a topic. Ratios are taken round by round, so that what slowed a whole round down does not show in them. */
export function tablesOf(samples: ReadonlyMap<Measure, readonly Sample[]>): readonly string[] {
  const topics = [...new Set([...samples.keys()].map(({ topic }) => topic))];
  return topics.flatMap((topic, index) => [
    ...(index > 0 ? [''] : []),
    ...table(
      titles[topic],
      [...samples].filter(([measure]) => measure.topic === topic),
    ),
  ]);
}

function table(title: string, rows: readonly (readonly [Measure, readonly Sample[]])[]): readonly string[] {
  const first = rows[0]?.[1] ?? [];
  return [
    `| ${title} | CPU a request | CPU, ratio to the first | requests a second | ratio |`,
    '|---|---:|---:|---:|---:|',
    ...rows.map(([{ name }, taken]) => {
      const cells = [
        name,
        `${Math.round(median(taken.map(({ cpu }) => cpu)))} µs`,
        ratios(taken, first, 'cpu'),
        String(Math.round(median(taken.map(({ rate }) => rate)))),
        ratios(taken, first, 'rate'),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}

/** The middle of the rounds, and the least and the greatest. */
function ratios(taken: readonly Sample[], first: readonly Sample[], of: keyof Sample): string {
  const each = taken.map((sample, round) => sample[of] / (first[round]?.[of] ?? Number.NaN));
  const [least, greatest] = [Math.min(...each), Math.max(...each)];
  return `${median(each).toFixed(2)}× (${least.toFixed(2)}–${greatest.toFixed(2)})`;
}
