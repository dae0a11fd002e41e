import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readProjectMigrations } from '../../runtime/store/postgres/project-migrations.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tw-project-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const manifest = (content: object) => writeFileSync(join(folder, 'package.json'), JSON.stringify(content));

it('is the list that the marketplace names', async () => {
  const { marketMigrations } = await import('../../runtime/market/migrations/index.js');
  const found = await readProjectMigrations(new URL('../..', import.meta.url).pathname);
  expect(found.map(({ name }) => name)).toEqual(marketMigrations.map(({ name }) => name));
});

it('is empty where nothing is named', async () => {
  expect(await readProjectMigrations(folder)).toEqual([]);
  manifest({ name: 'project', toolwright: {} });
  expect(await readProjectMigrations(folder)).toEqual([]);
});

it.each([
  ['not a path', 7, /"toolwright.migrations" in .* is not the path of a module./],
  [
    'a file that is not there',
    './none.js',
    /names .\/none.js as the project's migrations, and .* does not exist. Build first\?/,
  ],
  ['a module without a list', './one.mjs', /exports 0 lists. Export one: the migrations, in the order they are made./],
])('is refused with a sentence when it is %s', async (_, migrations, sentence) => {
  manifest({ toolwright: { migrations } });
  writeFileSync(join(folder, 'one.mjs'), 'export const one = 1;');
  await expect(readProjectMigrations(folder)).rejects.toThrow(sentence);
});
