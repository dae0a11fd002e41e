import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { OutputFile } from '../../generator/model.js';

const ROOT = new URL('../..', import.meta.url).pathname;
const run = promisify(execFile);

/** A project of generated and hand-written files, compiled as strictly as this repository is. */
export interface Compiled {
  /** What tsc says, by mistake; empty when it is content. */
  readonly mistakes: readonly string[];
  /** Evaluates an expression over the compiled module `m` at a path (without extension), by way of JSON. */
  value(path: string, expression: string): Promise<unknown>;
  remove(): void;
}

/** Compiles files laid out like a project: `generated/…`, `runtime/resolvers/…`. */
export async function compileOutput(files: readonly OutputFile[]): Promise<Compiled> {
  const folder = mkdtempSync(join(tmpdir(), 'toolwright-emit-'));
  const runtime = { path: 'contract/index.ts', text: "export * from './context.js';\nexport * from './tool.js';\n" };
  for (const { path, text } of [...files, runtime]) write(join(folder, path), text);
  for (const name of ['tool', 'context', 'principal']) {
    cpSync(join(ROOT, `runtime/${name}.ts`), join(folder, `contract/${name}.ts`));
  }
  write(join(folder, 'package.json'), '{ "type": "module" }');
  const compilerOptions = {
    ...{
      rootDir: folder,
      outDir: join(folder, 'out'),
      customConditions: [],
      typeRoots: [join(ROOT, 'node_modules/@types')],
    },
    paths: { 'toolwright/runtime': [join(folder, 'contract/index.ts')] },
  };
  const include = ['generated', 'runtime', 'contract'].map((name) => join(folder, name, '**/*.ts'));
  const exclude = [join(folder, 'generated/contract')];
  write(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: join(ROOT, 'tsconfig.json'), compilerOptions, include, exclude }),
  );
  return {
    mistakes: await typeCheck(folder),
    async value(path, expression) {
      const script = `import * as m from ${JSON.stringify(join(folder, 'out', `${path}.js`))}; process.stdout.write(JSON.stringify(${expression}));`;
      const { stdout } = await run(process.execPath, ['--no-warnings', '--input-type=module', '--eval', script]);
      return JSON.parse(stdout);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function typeCheck(folder: string): Promise<readonly string[]> {
  try {
    await run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', join(folder, 'tsconfig.json')], { cwd: folder });
    return [];
  } catch (error) {
    const { stdout = '' } = error as { readonly stdout?: string };
    return stdout.trim().split(/\n(?=\S)/);
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
