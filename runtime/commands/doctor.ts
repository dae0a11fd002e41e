import type { Command } from 'commander';
import type { Finding } from '../doctor/finding.js';

interface DoctorOptions {
  readonly key?: string;
  readonly signIn: boolean;
  readonly json?: true;
}

const marks = { good: 'ok     ', warning: 'warning', bad: 'wrong  ' } as const;

/** `toolwright doctor <url>`: walks a client's way to the tools of any MCP server. */
export function register(cli: Command): void {
  cli
    .command('doctor')
    .description('Check how MCP clients get to a server: endpoint, metadata, registration, token, tools.')
    .argument('<url>', 'address of any MCP server, such as http://localhost:3000/mcp')
    .option('--key <text>', 'API key or access token to go on with, instead of signing in; or set TOOLWRIGHT_KEY')
    .option('--no-sign-in', 'end where a person would sign in')
    .option('--json', 'a line of JSON for each finding')
    .action((url: string, options: DoctorOptions) => examine(url, options));
}

async function examine(url: string, { key = process.env.TOOLWRIGHT_KEY, signIn, json }: DoctorOptions): Promise<void> {
  const { checkServer } = await import('../doctor/check-server.js');
  const { authorizeByBrowser } = await import('../doctor/authorize.js');
  const { directFetch: fetch } = await import('../doctor/direct-fetch.js');
  const show = (address: string) => console.error(`\nOpen this in a browser and agree:\n\n  ${address}\n`);
  let wrong = false;
  const findings = checkServer(url, {
    fetch,
    ...(key && { token: key }),
    ...(signIn && { authorize: (request) => authorizeByBrowser(fetch, request, show) }),
  });
  for await (const finding of findings) {
    wrong ||= finding.outcome === 'bad';
    console.log(json ? JSON.stringify(finding) : await told(finding));
  }
  if (wrong) process.exitCode = 1;
}

async function told({ station, outcome, told: sentence, mend }: Finding): Promise<string> {
  const { stations } = await import('../doctor/finding.js');
  const first = `${marks[outcome]}  ${stations[station].padEnd(27)}  ${sentence}`;
  return mend === undefined ? first : `${first}\n${' '.repeat(38)}${mend}`;
}
