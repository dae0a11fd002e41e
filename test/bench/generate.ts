/**
 * `npm run bench:generate`: how long the generator takes, each figure also as a ratio to `tsc --noEmit` on the generated
 * files of 1,000 tools in the same run. Times are the wall clock's, whole processes, the middle of several runs.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepResults, median } from './results.js';
import { root, toolFile, toolText, writeProject } from './synthetic-project.js';

const command = join(root, 'dist/generator/main.js');
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const sizes = [1, 100, 1_000];
const runs = 5;

interface Row {
  readonly tools: number;
  readonly cold: number;
  readonly check: number;
  readonly change: number;
}

const scratch = mkdtempSync(join(tmpdir(), 'toolwright-bench-'));
try {
  const rows: Row[] = [];
  for (const tools of sizes) rows.push(await measure(tools));
  const compile = typeCheck(join(scratch, String(sizes.at(-1))));
  report(rows, compile);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function measure(tools: number): Promise<Row> {
  const folder = join(scratch, String(tools));
  writeProject(folder, tools);
  const generated = join(folder, 'generated');
  const cold = middle(() => {
    rmSync(generated, { recursive: true, force: true });
    return run(folder, command, 'generate');
  });
  const check = middle(() => run(folder, command, 'generate', '--check'));
  return { tools, cold, check, change: await measureChange(folder, tools) };
}

/** From the moment an editor has saved one tool to the line that says its files are written. */
async function measureChange(folder: string, tools: number): Promise<number> {
  const watcher = spawn(process.execPath, [command, 'generate', '--watch'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createExpectation(watcher.stdout);
  try {
    await lines.seen('Watching ');
    const times: number[] = [];
    for (let number = 0; number < runs; number++) {
      const changed = number % tools;
      const written = lines.seen('Wrote ');
      const start = performance.now();
      writeFileSync(join(folder, toolFile(changed)), toolText(changed, `Change ${number} of this tool's description.`));
      await written;
      times.push(performance.now() - start);
    }
    return median(times);
  } finally {
    watcher.kill('SIGINT');
    await new Promise((resolve) => watcher.once('exit', resolve));
  }
}

function createExpectation(stream: NodeJS.ReadableStream) {
  let text = '';
  let check = (): void => {};
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    check();
  });
  return {
    /** Resolves when output from now on has a line that begins so. */
    seen: (beginning: string) =>
      new Promise<void>((resolve) => {
        text = '';
        check = () => {
          if (text.split('\n').some((line) => line.startsWith(beginning))) resolve();
        };
      }),
  };
}

function typeCheck(folder: string): number {
  return middle(() => run(folder, tsc, '--noEmit', '-p', 'tsconfig.json'));
}

/** Milliseconds that a script takes, Node's own start included. */
function run(cwd: string, script: string, ...args: readonly string[]): number {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd, encoding: 'utf8' });
  const time = performance.now() - start;
  if (status !== 0)
    throw new Error(`${script} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`.slice(0, 4_000));
  return time;
}

function middle(measureOnce: () => number): number {
  return median(Array.from({ length: runs }, measureOnce));
}

function report(rows: readonly Row[], compile: number): void {
  const cell = (time: number): string => `${Math.round(time)} ms (${(time / compile).toFixed(2)}×)`;
  const lines = [
    '| tools | cold `generate` | `--check`, nothing changed | one tool changed under `--watch` |',
    '|---:|---:|---:|---:|',
    ...rows.map(
      (row) => `| ${row.tools.toLocaleString('en')} | ${cell(row.cold)} | ${cell(row.check)} | ${cell(row.change)} |`,
    ),
    '',
    `\`tsc --noEmit\` on the files of 1,000 tools: ${Math.round(compile)} ms. Aims at 1,000 tools: cold below 4×, one change below 0.3×.`,
  ];
  console.log(lines.join('\n'));
  const { cold, change } = rows.at(-1)!;
  keepResults('generate', lines);
  if (cold / compile >= 4 || change / compile >= 0.3) {
    console.error('An aim is missed.');
    process.exitCode = 1;
  }
}
