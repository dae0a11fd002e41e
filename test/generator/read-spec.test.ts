import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSpec } from '../../generator/read/source.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'read-spec-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

async function paths(specDir = 'spec'): Promise<readonly string[]> {
  return (await readSpec(root, specDir)).map(({ path }) => path);
}

describe('readSpec', () => {
  it('reads the server, the groups and the modules that its patterns name, sorted', async () => {
    write({
      'spec/server.yaml': 'name: x\nmodules:\n  - ./spec/shop*   # ours\n  - ./more/*/spec\n',
      'spec/groups/paging.yaml': '',
      'spec/shop/module.yaml': '',
      'spec/shop/orders/get_order.yaml': 'title: Größe',
      'spec/shop/orders/notes.md': '',
      'spec/shop/orders/old.yml': '',
      'spec/blog/module.yaml': '',
      'more/crm/spec/module.yaml': '',
    });
    expect(await paths()).toEqual([
      'more/crm/spec/module.yaml',
      'spec/groups/paging.yaml',
      'spec/server.yaml',
      'spec/shop/module.yaml',
      'spec/shop/orders/get_order.yaml',
      'spec/shop/orders/old.yml',
    ]);
  });

  it('takes every folder of the spec where server.yaml names no modules or cannot be read', async () => {
    write({ 'api/server.yaml': 'modules: [\n', 'api/shop/module.yaml': '', 'api/stray.yaml': '' });
    expect(await paths('./api/')).toEqual(['api/server.yaml', 'api/shop/module.yaml', 'api/stray.yaml']);
  });

  it('understands a list in brackets over several lines', async () => {
    write({
      'spec/server.yaml': 'modules: [\n  ./spec/shop,\n]\nname: x\n',
      'spec/shop/module.yaml': '',
      'spec/blog/module.yaml': '',
    });
    expect(await paths()).toEqual(['spec/server.yaml', 'spec/shop/module.yaml']);
  });

  it('is empty where there is nothing', async () => {
    expect(await paths()).toEqual([]);
  });

  it('follows packages whose package.json says where their spec is', async () => {
    write({
      'spec/server.yaml':
        'modules:\n- ./spec/*\n- { package: "@acme/tools", prefix: acme- }\n- package: plain\n- package: gone\nname: x\n',
      'node_modules/@acme/tools/package.json':
        '{ "toolwright": { "spec": "./lib/spec/", "resolvers": "./dist/resolvers" } }',
      'node_modules/@acme/tools/lib/spec/crm/module.yaml': '',
      'node_modules/plain/package.json': '{ "name": "plain" }',
      'node_modules/plain/spec/x/module.yaml': '',
    });
    const found = (await readSpec(root, 'spec')).map(({ path, package: from }) => ({ path, from }));
    expect(found).toEqual([
      {
        path: 'node_modules/@acme/tools/lib/spec/crm/module.yaml',
        from: { name: '@acme/tools', root: 'node_modules/@acme/tools/lib/spec', resolvers: './dist/resolvers' },
      },
      { path: 'spec/server.yaml', from: undefined },
    ]);
  });

  it('does not leave node_modules for a package with a strange name', async () => {
    write({ 'spec/server.yaml': 'modules: [{ package: "../spec" }, { package: "." }, { package: 5 }]\n' });
    expect(await paths()).toEqual(['spec/server.yaml']);
  });
});
