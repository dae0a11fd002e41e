import { demoKey } from './demo/keys.js';

/** What a person reads when the marketplace has started: where it is and, with the demo, how to call it at once. */
export function greeting(
  url: string,
  { demo, docs }: { readonly demo: string | null; readonly docs: boolean },
): string {
  const places = [
    ['MCP', `${url}/mcp`],
    ['REST', `${url}/mcp/tools/call`],
    ['Account', `${url}/account/`],
    ...(docs ? [['Reference', `${url}/docs/`]] : []),
    ['Health', `${url}/readyz`],
  ];
  const lines = ['', `The marketplace serves ${url}`, ''];
  lines.push(...places.map(([name, place]) => `  ${name?.padEnd(10)} ${place}`), '');
  if (demo !== null) return [...lines, demo, ''].join('\n');
  const key = demoKey('acme-owner');
  const client = {
    mcpServers: {
      marketplace: { type: 'http', url: `${url}/mcp`, headers: { Authorization: `Bearer ${key}` } },
    },
  };
  return [
    ...lines,
    'Demo people sign in as acme-owner@example.com, password demo; mails are at /account/outbox.',
    `Demo key (others: sk_demo_<principal>, and _ask or _ro at the end): ${key}`,
    '',
    'For an MCP client:',
    '',
    JSON.stringify(client, null, 2),
    '',
    'Or with curl:',
    '',
    `curl -s ${url}/mcp/tools/call -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' \\`,
    `  -d '{"tool": "list_projects", "arguments": {}}'`,
    '',
  ].join('\n');
}
