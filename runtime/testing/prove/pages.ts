import assert from 'node:assert/strict';
import type { Bench } from '../bench.js';
import type { Prover, Subject } from '../check.js';
import { sceneFor } from '../right-call.js';
import { everyColumn, largestPage, list, parameter, type Row, wholeInput } from '../rows.js';

/** Pages neither skip nor repeat, under every order; their totals are right, the default size is the declared one. */
export const provePages: Prover = (subject) => {
  const { tool } = subject;
  if (tool.output.kind !== 'list' || !tool.page) return [];
  const { style, default: size } = tool.page;
  const sort = parameter(tool, 'sort');
  const orders: (string | null)[] = [
    null,
    ...((sort !== null && tool.input.properties?.[sort]?.enum) || []).map(String),
  ];
  return [
    ...orders.map((order) => ({
      name: `pages: neither skip nor repeat${order === null ? '' : `, sorted by ${order}`}`,
      keys: ['page', 'page.style', 'sort', ...(order === null ? [] : [`sort.fields.${order.replace('-', '')}`])],
      run: (bench: Bench) => walk(bench, subject, order === null || sort === null ? {} : { [sort]: order }),
    })),
    {
      name: 'pages: the default size',
      keys: [
        'page.default',
        'page',
        'input.limit.default',
        'input.page_size.default',
        'input.offset.default',
        'input.page.default',
      ],
      async run(bench) {
        const scene = sceneFor(subject, null);
        const { rows, page } = await list(bench, subject, scene.as, wholeInput(tool, scene));
        const total = Number(page.total);
        assert.deepEqual(page, { ...position(style, 0, size), total, has_more: total > size });
        assert.equal(rows.length, Math.min(total, size));
      },
    },
  ];
};

/** One row a page, against the whole list. */
async function walk(bench: Bench, subject: Subject, order: Record<string, unknown>): Promise<void> {
  const { tool } = subject;
  const style = tool.page?.style ?? 'limit_offset';
  const scene = sceneFor(subject, null);
  const base = { ...wholeInput(tool, scene), ...everyColumn(tool), ...order };
  const whole = await list(bench, subject, scene.as, { ...base, ...largestPage(tool) });
  const total = whole.rows.length;
  assert.ok(
    total >= 2,
    `Pages cannot be proven with ${total} rows. Let the demo data hold at least two for ${scene.as}.`,
  );
  assert.equal(whole.page.total, total);
  const walked: Row[] = [];
  for (let index = 0; index < total; index++) {
    const { rows, page } = await list(bench, subject, scene.as, { ...base, ...asked(subject, index) });
    assert.deepEqual(page, { ...position(style, index, 1), total, has_more: index < total - 1 });
    walked.push(...rows);
  }
  assert.deepEqual(walked, whole.rows);
  assert.equal(new Set(walked.map((row) => JSON.stringify(row))).size, total, 'A row comes twice.');
  const beyond = await list(bench, subject, scene.as, { ...base, ...asked(subject, total) });
  assert.deepEqual(beyond.rows, [], 'Beyond the last page there is nothing.');
}

/** The words of a page object for the row at an index, `size` rows a page. */
function position(style: string, index: number, size: number): Record<string, number> {
  if (style === 'limit_offset') return { limit: size, offset: index };
  return { page: index + 1, [style === 'page_size' ? 'page_size' : 'limit']: size };
}

function asked({ tool }: Subject, index: number): Record<string, unknown> {
  const words = Object.entries(position(tool.page?.style ?? 'limit_offset', index, 1));
  return Object.fromEntries(words.map(([name, value]) => [parameter(tool, name) ?? name, value]));
}
