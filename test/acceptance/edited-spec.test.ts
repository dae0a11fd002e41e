import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPool } from '../../runtime/store/postgres/pool.js';
import { cloneDemo } from '../market/market.js';
import type { TestDatabase } from '../store/cluster.js';
import { callerAs } from './demo-callers.js';
import { copyProject, type ProjectCopy } from './project-copy.js';
import { startCopy } from './server-process.js';

// Each step is a process or two, which take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let project: ProjectCopy;
let database: TestDatabase;
let knex: Knex;
const handWritten = ['runtime', 'generator'];
const before: Record<string, Readonly<Record<string, string>>> = {};
let seenBefore: unknown;

beforeAll(async () => {
  project = copyProject();
  database = await cloneDemo();
  knex = createPool(database.connection, 1);
  for (const folder of [...handWritten, 'generated']) before[folder] = project.contents(folder);
  seenBefore = await see();
  const projects = 'spec/marketplace/projects';
  project.edit(`${projects}/rotate_credentials.yaml`, 'Mints a project', 'Makes a project');
  project.edit(`${projects}/update_project.yaml`, 'requires: [project:update]', 'requires: [project:delete]');
  project.edit(
    `${projects}/create_project.yaml`,
    'note: { type: string, maxLength: 500',
    'note: { type: string, maxLength: 50',
  );
  const { code, err } = await project.toolwright(['generate']);
  if (code !== 0) throw new Error(err);
});
afterAll(async () => {
  project.remove();
  await knex.destroy();
  await database.drop();
});

/** Starts the server and looks at what the three edits are about. */
async function see(): Promise<unknown> {
  const server = await startCopy(project.folder, database.url);
  const [developer, admin] = [
    await callerAs('acme-developer', server.url, knex),
    await callerAs('acme-admin', server.url, knex),
  ];
  const listed = (await developer.tools()) as readonly { name: string; description?: string }[];
  const rename = { project_id: 'prj_demo_storefront', name: 'Shop window' };
  const seen = {
    listed: listed.map(({ name }) => name),
    description: (await admin.tools()).find(({ name }) => name === 'rotate_credentials'),
    renamedByDeveloper: await developer.call('update_project', rename),
    renamedByAdmin: await admin.call('update_project', rename),
    noted: await developer.call('create_project', { name: 'Noted', note: 'n'.repeat(51) }),
  };
  await Promise.all([developer.close(), admin.close()]);
  await server.stop();
  return seen;
}

describe('a description, a privilege and a constraint, edited in YAML', () => {
  it('show in access.lock, and nothing else does', () => {
    const [old, now] = [before.generated?.['access.lock'] ?? '', project.read('generated/access.lock')].map(
      accessLines,
    );
    const tool = 'marketplace/projects/update_project';
    expect(old?.filter((line) => !now?.includes(line))).toEqual([
      `${tool} acme-billing FORBIDDEN privilege marketplace:project:update`,
      `${tool} acme-developer allowed`,
      `${tool} acme-viewer FORBIDDEN privilege marketplace:project:update`,
    ]);
    expect(now?.filter((line) => !old?.includes(line))).toEqual([
      `${tool} acme-billing FORBIDDEN privilege marketplace:project:delete`,
      `${tool} acme-developer FORBIDDEN privilege marketplace:project:delete`,
      `${tool} acme-viewer FORBIDDEN privilege marketplace:project:delete`,
    ]);
  });

  it('show in surface.lock, and nothing else does', () => {
    const [old, now] = [before.generated?.['surface.lock'] ?? '', project.read('generated/surface.lock')].map((text) =>
      leaves(JSON.parse(text)),
    );
    const changed = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])]
      .filter((place) => old?.[place] !== now?.[place])
      .map((place) => [place, old?.[place], now?.[place]]);
    const description = String(old?.['rotate_credentials.description']);
    const hash = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(changed).toEqual([
      ['create_project.inputSchema.properties.note.maxLength', 500, 50],
      ['create_project.sha256.inputSchema', hash, hash],
      ['rotate_credentials.description', description, description.replace('Mints a project', 'Makes a project')],
      ['rotate_credentials.sha256.description', hash, hash],
    ]);
  });

  it('touch no TypeScript that people write, and it type-checks', async () => {
    for (const folder of handWritten) expect(project.contents(folder)).toEqual(before[folder]);
    expect(await project.typeCheck()).toEqual({ code: 0, out: '', err: '' });
  });

  it('are what the server lists, refuses and validates by as soon as it is started again', async () => {
    const renamed = { value: { project_id: 'prj_demo_storefront', name: 'Shop window' } };
    expect(seenBefore).toMatchObject({
      listed: expect.arrayContaining(['update_project']),
      description: { description: expect.stringContaining('Mints a project') },
      renamedByDeveloper: renamed,
      renamedByAdmin: renamed,
      noted: { value: { name: 'Noted' } },
    });
    expect(await see()).toMatchObject({
      listed: expect.not.arrayContaining(['update_project']),
      description: { description: expect.stringContaining('Makes a project') },
      renamedByDeveloper: { error: { code: -32004, data: { code: 'FORBIDDEN', gate: 'privilege' } } },
      renamedByAdmin: renamed,
      noted: { refused: { code: 'VALIDATION_ERROR', pointers: [{ pointer: '/note' }] } },
    });
  });
});

/** Each line of access.lock with its tool before it. */
function accessLines(text: string): string[] {
  let tool = '';
  return text.split('\n').flatMap((line) => {
    if (/^\w/.test(line)) tool = line;
    return line.startsWith('  ') ? [`${tool} ${line.trim().replaceAll(/\s+/g, ' ')}`] : [];
  });
}

/** Every leaf of a value by its path. */
function leaves(value: unknown, path = ''): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return { [path]: value };
  const inner = Object.entries(value).map(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`));
  return Object.assign({}, ...inner);
}
