import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Edge, edgesOf, filesBelow, root } from './import-edges.js';

const files = ['generator', 'generated', 'runtime'].flatMap(filesBelow);
const edges = files.flatMap(edgesOf);
const kernel = /^runtime\/(http|mcp|rest|call|auth|store|telemetry|jobs|entities|web|oauth|outside|doctor)\//;

function breaking(rule: (edge: Edge) => boolean): readonly string[] {
  return edges.filter(rule).map((edge) => `${edge.from} → ${edge.to}`);
}

describe('import directions', () => {
  test('the generator and the runtime do not know each other, but for the one command line', () => {
    const permitted = (edge: Edge) =>
      edge.from === 'generator/main.ts' && edge.dynamic && edge.to.startsWith('runtime/commands/');
    expect(
      breaking((edge) => edge.from.startsWith('generator/') && edge.to.startsWith('runtime/') && !permitted(edge)),
    ).toEqual([]);
    expect(breaking((edge) => edge.from.startsWith('runtime/') && edge.to.startsWith('generator/'))).toEqual([]);
    expect(breaking((edge) => edge.from.startsWith('generator/') && edge.to.startsWith('generated/'))).toEqual([]);
  });

  test('the two contracts import nothing', () => {
    expect(breaking((edge) => edge.from === 'generator/model.ts' || edge.from === 'runtime/tool.ts')).toEqual([]);
  });

  test('generated code leans on the public entries alone, and only resolvers.ts on resolvers', () => {
    expect(
      breaking((edge) => {
        if (!edge.from.startsWith('generated/') || edge.to.startsWith('generated/')) return false;
        if (edge.from === 'generated/resolvers.ts' && edge.to.startsWith('runtime/resolvers/')) return false;
        if (edge.from.startsWith('generated/contract/') && edge.to === 'toolwright/testing') return false;
        return edge.to !== 'toolwright/runtime';
      }),
    ).toEqual([]);
  });

  test('resolvers lean on generated code, market and the public entry', () => {
    expect(
      breaking(
        (edge) =>
          edge.from.startsWith('runtime/resolvers/') &&
          edge.to.startsWith('runtime/') &&
          !/^runtime\/(resolvers|market)\//.test(edge.to),
      ),
    ).toEqual([]);
  });

  test('the kernel knows nothing of the marketplace', () => {
    expect(
      breaking(
        (edge) =>
          kernel.test(edge.from) && /^(generated|runtime\/(resolvers|market)\/|runtime\/main\.ts)/.test(edge.to),
      ),
    ).toEqual([]);
  });

  test('there is no cycle', () => {
    const next = new Map(
      files.map((file) => [file, edges.filter((edge) => edge.from === file).map((edge) => edge.to)]),
    );
    expect(cycle(next)).toBeNull();
  });
});

describe('names', () => {
  test('no file is called utils, helpers or common', () => {
    const tests = filesBelow('test').filter((file) => !file.startsWith('test/scenarios/'));
    expect([...files, ...tests].filter((file) => /^(utils?|helpers?|common)\.ts$/.test(basename(file)))).toEqual([]);
  });

  test('nothing is a default export', () => {
    expect(files.filter((file) => /^export default /m.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });

  test('ARCHITECTURE.md names the folders as they are', () => {
    const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
    const folders = ['generator', 'runtime'].flatMap((top) =>
      readdirSync(join(root, top), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => `${top}/${entry.name}/`),
    );
    expect(folders.filter((folder) => !text.includes(folder))).toEqual([]);
    const named = [...text.matchAll(/`((?:generator|runtime)\/[a-z-]+\/)`/g)].map((match) => match[1] ?? '');
    expect(named.filter((folder) => !folders.includes(folder))).toEqual([]);
  });
});

/** The first cycle found, as a path, or null. */
function cycle(next: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>();
  function walk(file: string, path: readonly string[]): readonly string[] | null {
    const seen = path.indexOf(file);
    if (seen >= 0) return [...path.slice(seen), file];
    if (done.has(file)) return null;
    for (const to of next.get(file) ?? []) {
      const found = walk(to, [...path, file]);
      if (found !== null) return found;
    }
    done.add(file);
    return null;
  }
  for (const file of next.keys()) {
    const found = walk(file, []);
    if (found !== null) return found;
  }
  return null;
}
