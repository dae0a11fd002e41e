import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createPool } from '../../runtime/store/postgres/pool.js';
import { cloneDemo } from '../market/market.js';
import type { TestDatabase } from '../store/cluster.js';
import { callerAs } from './demo-callers.js';
import { copyProject, type ProjectCopy } from './project-copy.js';
import { readmeBlock } from './readme.js';
import { startCopy } from './server-process.js';

// Each step is a process or two, which take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const spec = 'spec/marketplace/projects/count_projects.yaml';
const resolver = 'runtime/resolvers/marketplace/projects/count_projects.ts';
const declaration = readmeBlock('yaml', `# ${spec}`);
const written = readmeBlock('ts', `// ${resolver}`);

let project: ProjectCopy;
let database: TestDatabase;
let knex: Knex;
beforeAll(async () => {
  project = copyProject();
  database = await cloneDemo();
  knex = createPool(database.connection, 1);
});
afterAll(async () => {
  project.remove();
  await knex.destroy();
  await database.drop();
});

/** In this order: a person's way from the YAML file to the served tool, as the README tells it. */
it('a mistake in it is told as the README shows', async () => {
  project.write({ [spec]: declaration.replace('[project:read]', '[project:raed]') });
  const { code, out } = await project.toolwright(['check']);
  expect(code).toBe(1);
  expect(out).toContain(readmeBlock('', 'project:raed'));
  expect(out).toMatch(/^1 error and 1 warning\. Nothing was written\.$/m);
});

it('the YAML alone gives a stub with its path and signature', async () => {
  project.write({ [spec]: declaration });
  const { code, out } = await project.toolwright(['generate']);
  expect(code).toBe(0);
  expect(out.slice(out.indexOf('1 resolver'))).toBe(
    [
      '1 resolver is not written yet, and nothing type-checks until it is. To begin with:',
      '',
      `// ${resolver}`,
      "import type { Resolver } from '../../../../generated/tools/marketplace/projects/count_projects.js';",
      '',
      '/** How many projects the active organization has. */',
      'export const countProjects = (): Resolver => async (_input, _ctx) => {',
      "  throw new Error('Write me');",
      '};',
      '',
    ].join('\n'),
  );
});

it('does not type-check without its resolver, and the message names the missing file', async () => {
  const { code, out } = await project.typeCheck();
  expect(code).not.toBe(0);
  expect(out.trimEnd().split('\n')).toEqual([
    expect.stringMatching(
      new RegExp(
        `^generated/resolvers\\.ts\\(\\d+,\\d+\\): error TS2307: .*'\\.\\./${resolver.replace('.ts', '.js')}'`,
      ),
    ),
  ]);
});

it('type-checks with the stub, and does not with a resolver that answers something else', async () => {
  const { out } = await project.toolwright(['generate']);
  project.write({ [resolver]: out.slice(out.indexOf(`// ${resolver}`)) });
  expect(await project.typeCheck()).toEqual({ code: 0, out: '', err: '' });
  project.write({ [resolver]: written.replace('Number(row?.count)', "'two'") });
  expect((await project.typeCheck()).out).toMatch(new RegExp(`^${resolver}\\(\\d+,\\d+\\): error TS2322: `));
});

it("with the README's resolver it type-checks, is served, and counts the caller's projects alone", async () => {
  project.write({ [resolver]: written });
  expect(await project.typeCheck()).toEqual({ code: 0, out: '', err: '' });
  expect((await project.toolwright(['generate'])).out).not.toContain('not written yet');

  const server = await startCopy(project.folder, database.url);
  const answers = [];
  for (const principal of ['acme-viewer', 'globex-owner', 'forge-vendor']) {
    const caller = await callerAs(principal, server.url, knex);
    answers.push(await caller.call('count_projects', {}));
    await caller.close();
  }
  expect(await server.stop()).toBe(0);
  const message = "You may not call 'count_projects' here.";
  expect(answers).toEqual([
    { value: { count: 2 }, text: '{"count":2}' },
    { value: { count: 1 }, text: '{"count":1}' },
    { error: { code: -32004, message, data: { code: 'FORBIDDEN', gate: 'audience', message } } },
  ]);
});
