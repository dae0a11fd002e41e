import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPackage, packageFolder } from './build-package.js';

/** A folder outside the repository into which the package, as npm packs it, is installed, and where `init` has run. */
export interface Installed {
  readonly folder: string;
  /** The new project, its dependencies installed. */
  readonly project: string;
  readonly initOutput: string;
}

export function installPackage(): Installed {
  buildPackage();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'toolwright-package-')));
  const packed = run(packageFolder, 'npm', 'pack', '--silent', '--pack-destination', folder).trim().split('\n').at(-1)!;
  const tarball = join(folder, packed);
  install(folder, tarball);
  const initOutput = run(folder, 'npx', 'toolwright', 'init', 'my-tools', '--title', 'Tools: "mine" & yours');
  const project = join(folder, 'my-tools');
  install(project, tarball);
  return { folder, project, initOutput };
}

function install(folder: string, tarball: string): void {
  run(folder, 'npm', 'install', tarball, '--prefer-offline', '--no-audit', '--no-fund', '--silent');
}

/** Runs to the end and returns stdout; throws with all that was said when it fails. */
export function run(cwd: string, command: string, ...args: readonly string[]): string {
  try {
    return execFileSync(command, args, {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: plainEnvironment(),
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  }
}

export interface Started {
  readonly url: string;
  readonly key: string;
  readonly stop: () => Promise<void>;
}

/** `npm start` without npm, so that a signal reaches the server. */
export async function start(project: string): Promise<Started> {
  const server = spawn(process.execPath, ['node_modules/toolwright/generator/main.js', 'serve'], {
    cwd: project,
    env: { ...plainEnvironment(), PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
  let text = '';
  for await (const chunk of server.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    text += chunk;
    if (/plain HTTP at/.test(text)) break;
  }
  server.stdout.resume();
  const url = /MCP at (\S+)\/mcp,/.exec(text)?.[1];
  const key = /shown this once: (\S+)/.exec(text)?.[1];
  if (url === undefined || key === undefined) throw new Error(`The server said neither address nor key:\n${text}`);
  return {
    url,
    key,
    async stop() {
      server.kill('SIGTERM');
      await ended;
    },
  };
}

/** What vitest and npm put there would change what their like do in the new project. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_(?!config_)|VITEST|NODE_ENV$|NODE_OPTIONS$|TEST$)/.test(name),
  );
  return { ...Object.fromEntries(kept), NO_COLOR: '1' };
}
