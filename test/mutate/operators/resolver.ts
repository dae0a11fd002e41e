import type { Handler, Output, Tool } from '../../../runtime/tool.js';
import type { Mutant } from '../mutant.js';

type Run = Handler['run'];
type Fields = Record<string, unknown>;

/** Resolvers that break their word: the runtime, or a proof, has to notice. */
export function resolverMutants(tool: Tool): readonly Mutant[] {
  const { output } = tool;
  if (output.kind === 'content') return [];
  const mutants = [
    resolverMutant(tool, 'output', 'answers a property that is not declared', (run) =>
      after(run, (answer) => ({ ...answer, not_declared: 1 })),
    ),
    ...(isCapped(output)
      ? [
          resolverMutant(
            tool,
            'output.capped',
            'says that a list is cut which is not, and the other way round',
            (run) =>
              after(run, (answer) => ('truncated' in answer ? { ...answer, truncated: !answer.truncated } : answer)),
          ),
        ]
      : []),
  ];
  if (output.kind !== 'list') return mutants;
  const { as } = output;
  const rows = (answer: Fields) => answer[as] as unknown[];
  let calls = 0;
  return [
    ...mutants,
    resolverMutant(tool, 'page', 'forgets to count one row', (run) =>
      after(run, (answer) => ({ ...answer, total: Number(answer.total) - 1 })),
    ),
    ...(tool.page
      ? [
          resolverMutant(tool, 'page', 'repeats a row at the page after the first', (run) =>
            before(run, (input) => ({ ...input, ...earlier(input) })),
          ),
        ]
      : []),
    ...(tool.sort
      ? [
          resolverMutant(tool, 'sort', 'ignores the order', (run) =>
            before(run, ({ sort: _, ...input }) => ({ ...input, sort: tool.sort?.default })),
          ),
          resolverMutant(tool, 'sort', 'orders ties by chance', (run) =>
            after(run, (answer) => ({ ...answer, [as]: calls++ % 2 === 0 ? rows(answer) : rows(answer).toReversed() })),
          ),
        ]
      : []),
    ...Object.keys(tool.filters ?? {}).map((name) =>
      resolverMutant(tool, `filters.${name}`, `does not filter by ${name}`, (run) =>
        before(run, (input) => {
          const { [name]: _, ...filters } = (input.filters ?? {}) as Fields;
          return { ...input, filters };
        }),
      ),
    ),
  ];
}

function isCapped(output: Output): boolean {
  if (output.kind === 'variants') return Object.values(output.variants).some(isCapped);
  return output.kind === 'list' && output.capped === true;
}

/** One row, or one page, too early, where the caller asks beyond the first. */
function earlier(input: Fields): Fields {
  if (Number(input.offset) > 0) return { offset: Number(input.offset) - 1 };
  return Number(input.page) > 1 ? { page: Number(input.page) - 1 } : {};
}

function resolverMutant(tool: Tool, key: string, what: string, wrap: (run: Run) => Run): Mutant {
  return {
    name: `${tool.name} resolver: ${what}`,
    tool: tool.name,
    keys: [key],
    apply: (served) => ({
      ...served,
      resolvers: served.resolvers.map((handler) =>
        'tool' in handler && handler.tool.name === tool.name ? { ...handler, run: wrap(handler.run) } : handler,
      ),
    }),
  };
}

function before(run: Run, edit: (input: Fields) => Fields): Run {
  return (input, ctx) => run(edit(input as Fields), ctx);
}

/** Answers are plain objects; a declared failure passes as it is. */
function after(run: Run, edit: (answer: Fields) => Fields): Run {
  return async (input, ctx) => {
    const answer = await run(input, ctx);
    return Object.getPrototypeOf(answer) === Object.prototype ? edit(answer as Fields) : answer;
  };
}
