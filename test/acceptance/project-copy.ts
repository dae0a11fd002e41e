import { type ExecFileException, execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contents, put } from '../cli/scratch.js';

export const projectRoot = new URL('../..', import.meta.url).pathname;

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** This project in a folder of its own, to be edited as a person would. */
export interface ProjectCopy {
  readonly folder: string;
  /** Replaces what stands in a file exactly once. */
  edit(path: string, from: string, to: string): void;
  write(files: Readonly<Record<string, string>>): void;
  read(path: string): string;
  /** Every file below a folder, path to text. */
  contents(path: string): Readonly<Record<string, string>>;
  /** The project's own command line, as `npx toolwright` would run it. */
  toolwright(argv: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended>;
  typeCheck(): Promise<Ended>;
  remove(): void;
}

/** `parts` are what is copied: the whole project takes all of `wholeProject`. */
export function copyProject(parts: readonly string[] = wholeProject): ProjectCopy {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tw-copy-')));
  for (const part of parts) cpSync(join(projectRoot, part), join(folder, part), { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const generator = join(parts.includes('generator') ? folder : projectRoot, 'generator/main.ts');
  return {
    folder,
    read,
    edit(path, from, to) {
      const pieces = read(path).split(from);
      if (pieces.length !== 2) throw new Error(`'${from}' stands ${pieces.length - 1} times in ${path}, not once.`);
      writeFileSync(join(folder, path), pieces.join(to));
    },
    write: (files) => put(folder, files),
    contents: (path) => contents(join(folder, path)),
    toolwright: (argv, environment = {}) =>
      run(folder, process.execPath, [...fromSource, generator, ...argv], environment),
    typeCheck: () => run(folder, join(projectRoot, 'node_modules/.bin/tsc'), typeChecking, {}),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What a check before has found is kept: after an edit only what it concerns is checked again. */
const typeChecking = ['-p', 'tsconfig.json', '--noEmit', '--incremental', '--tsBuildInfoFile', '.tsbuildinfo'];

const wholeProject = ['spec', 'generated', 'generator', 'runtime', 'package.json', 'tsconfig.json'];

/** What lets Node run TypeScript. */
export const fromSource = ['--import', import.meta.resolve('tsx'), '--conditions=toolwright-source'];

/** Runs a program to its end. */
export function run(
  folder: string,
  program: string,
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...environment };
    execFile(program, argv, { cwd: folder, env, encoding: 'utf8' }, (error: ExecFileException | null, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err });
    });
  });
}
