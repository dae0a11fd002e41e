import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from '../../generator/compile.js';
import { readSpec } from '../../generator/read/source.js';
import { scenarioNames, scenarioSources } from './scenario.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('compile', () => {
  it('accepts the marketplace', async () => {
    const { program, diagnostics } = compile(await readSpec(root, 'spec'));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(program?.tools.length).toBeGreaterThanOrEqual(16);
  });

  it('gives the same for the same files in any order', () => {
    for (const name of scenarioNames()) {
      const sources = scenarioSources(name);
      expect(compile([...sources].reverse())).toEqual(compile(sources));
    }
  });

  it('reads a file again when it is another Source, and only then', () => {
    const sources = scenarioSources('a-small-tool');
    const before = compile(sources).program!.tools[0]!;
    const edited = sources.map((source) =>
      source.path.endsWith('get_order.yaml')
        ? {
            ...source,
            bytes: Buffer.from(Buffer.from(source.bytes).toString().replace('Get an order', 'Fetch an order')),
          }
        : source,
    );
    const after = compile(edited).program!.tools[0]!;
    expect([before.title, after.title]).toEqual(['Orders: Get an order', 'Orders: Fetch an order']);
    expect(compile(sources).program!.tools[0]).toEqual(before);
  });

  it('reads a file again when the top of the spec moves', () => {
    const sources = scenarioSources('a-small-tool');
    const server = sources.find(({ path }) => path === 'spec/server.yaml')!;
    expect(compile(sources).diagnostics).toEqual([]);
    const moved = compile([...sources, { ...server, path: 'server.yaml' }]).diagnostics;
    expect(moved.filter(({ code }) => code === 'misplaced-file').map(({ span }) => span.file)).toEqual([
      'spec/server.yaml',
      'spec/shop/orders/get_order.yaml',
      'spec/shop/types/ids.yaml',
    ]);
  });

  it('tells where each effective key comes from', () => {
    const { origins } = compile(scenarioSources('a-dry-run-by-rollback')).program!.tools[0]!;
    const file = 'spec/shop/orders/change_order.yaml';
    expect(origins).toMatchObject({
      title: { from: 'declared', place: { file, line: 1, column: 8 } },
      write_mode: { from: 'declared', place: { file, line: 5, column: 13 } },
      destructive: { from: 'default', why: 'delete is, the rest is not' },
      idempotency: { from: 'default', why: 'on for all but read' },
      timeout: { from: 'declared', place: { file, line: 15, column: 20 } },
      envelope: { from: 'default', why: 'bare unless said' },
    });
  });

  it('expands limits to bytes, milliseconds and calls', () => {
    const tool = compile(scenarioSources('a-dry-run-by-rollback')).program!.tools[0]!;
    expect(tool.limits).toEqual({
      timeoutMs: 10_000,
      rate: { calls: 30, per: 'minute' },
      quota: 1,
      inlineBytes: 4096,
      concurrent: 2,
    });
    expect(tool.dryRun).toEqual({
      parameter: 'preview',
      default: true,
      by: 'rollback',
    });
    expect(tool.confirm).toEqual({ when: { number: 7 } });
  });

  it('takes what the worst of its actions is', () => {
    const tool = compile(scenarioSources('actions-with-access-of-their-own')).program!.tools[0]!;
    expect(tool).toMatchObject({
      writeMode: 'delete',
      destructive: true,
      idempotent: false,
      effects: ['stripe'],
      confirm: { when: { action: 'refund' } },
    });
    expect(
      tool.actions.map(({ name, requires, writeMode }) => ({
        name,
        requires,
        writeMode,
      })),
    ).toEqual([
      {
        name: 'note',
        requires: [{ privilege: 'shop:order:read' }],
        writeMode: 'update',
      },
      {
        name: 'look',
        requires: [{ privilege: 'shop:order:read' }],
        writeMode: 'read',
      },
      {
        name: 'refund',
        requires: [{ privilege: 'shop:order:read' }, { privilege: 'shop:order:refund' }],
        writeMode: 'delete',
      },
    ]);
  });
});
