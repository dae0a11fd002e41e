import { afterEach, describe, expect, test } from 'vitest';
import { type CheckOptions, checkServer } from '../../runtime/doctor/check-server.js';
import { directFetch } from '../../runtime/doctor/direct-fetch.js';
import type { Finding } from '../../runtime/doctor/finding.js';
import { type Answer, serveAnswers } from './broken-server.js';

type Served = Awaited<ReturnType<typeof serveAnswers>>;
let served: Served | null = null;
afterEach(async () => {
  await served?.close();
  served = null;
});

async function check(url: string, options: Partial<CheckOptions> = {}): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of checkServer(url, { fetch: directFetch, ...options })) findings.push(finding);
  return findings;
}

const challenge = 'Bearer resource_metadata="{at}/.well-known/oauth-protected-resource/mcp", scope="mcp:read"';
const sound = {
  '/mcp': { status: 401, headers: { 'www-authenticate': challenge } },
  '/.well-known/oauth-protected-resource/mcp': {
    body: { resource: '{at}/mcp', authorization_servers: ['{at}'] },
  },
  '/.well-known/oauth-authorization-server': {
    body: {
      issuer: '{at}',
      authorization_endpoint: '{at}/authorize',
      token_endpoint: '{at}/token',
      registration_endpoint: '{at}/register',
      code_challenge_methods_supported: ['S256'],
      client_id_metadata_document_supported: true,
      authorization_response_iss_parameter_supported: true,
    },
  },
} satisfies Record<string, Answer>;

/** The findings on a server that differs from a sound one, without the first, which only names the address. */
async function differing(answers: Readonly<Record<string, Answer>>): Promise<readonly Finding[]> {
  served = await serveAnswers({ ...sound, ...answers });
  const { origin } = served;
  const [address, ...rest] = await check(`${origin}/mcp`);
  expect(address).toEqual({ station: 'address', outcome: 'good', told: `This is about ${origin}/mcp.` });
  return JSON.parse(JSON.stringify(rest).replaceAll(origin, '{at}'));
}

const issuerWith = (change: object) => ({
  '/.well-known/oauth-authorization-server': {
    body: { ...sound['/.well-known/oauth-authorization-server'].body, ...change },
  },
});

describe('a server that clients get to', () => {
  test('is good at every station', async () => {
    expect(await differing({})).toEqual([
      {
        station: 'endpoint',
        outcome: 'good',
        told: 'It asks for a credential with 401 and says where to read how to get one.',
      },
      { station: 'resource', outcome: 'good', told: 'It is {at}/mcp, and {at} lets people in.' },
      { station: 'issuer', outcome: 'good', told: '{at} takes authorization codes with PKCE.' },
      {
        station: 'registration',
        outcome: 'good',
        told: 'Clients are known by their metadata documents, and older ones register themselves.',
      },
    ]);
  });

  test('is found by its host alone, and the way ends where a person would sign in', async () => {
    served = await serveAnswers(sound);
    const findings = await check(served.origin);
    expect(findings.map(({ outcome }) => outcome)).toEqual(['good', 'good', 'good', 'good', 'good']);
    expect(served.asked).toEqual([
      'POST /mcp',
      'GET /.well-known/oauth-protected-resource/mcp',
      'GET /.well-known/oauth-authorization-server',
    ]);
  });
});

describe.each<[string, Readonly<Record<string, Answer>>, Partial<Finding>]>([
  [
    'a web page',
    { '/mcp': { headers: { 'content-type': 'text/html' }, body: '<p>Hello' } },
    { station: 'endpoint', told: 'A web page answers there, with 200, not an MCP server.' },
  ],
  ['nothing', { '/mcp': { status: 404 } }, { station: 'endpoint', told: 'It answers 404 to a POST.' }],
  [
    'a redirect',
    { '/mcp': { status: 308, headers: { location: '{at}/mcp/' } } },
    { station: 'endpoint', told: 'It redirects to {at}/mcp/.' },
  ],
  [
    'a server that refuses strangers at once',
    { '/mcp': { status: 403 } },
    { station: 'endpoint', told: 'It answers 403 before it asks for a credential.' },
  ],
  ['a server in trouble', { '/mcp': { status: 502 } }, { station: 'endpoint', told: 'It answers 502.' }],
  [
    'no resource metadata',
    { '/.well-known/oauth-protected-resource/mcp': { status: 404 } },
    {
      station: 'resource',
      told: 'There is no protected-resource metadata at {at}/.well-known/oauth-protected-resource/mcp.',
    },
  ],
  [
    'another resource',
    {
      '/.well-known/oauth-protected-resource/mcp': {
        body: { resource: 'https://a.example', authorization_servers: ['{at}'] },
      },
    },
    {
      station: 'resource',
      told: 'Its `resource` is "https://a.example", but clients came to {at}/mcp and compare the two.',
    },
  ],
  [
    'no authorization server',
    { '/.well-known/oauth-protected-resource/mcp': { body: { resource: '{at}/mcp' } } },
    {
      station: 'resource',
      told: 'The protected-resource metadata names no authorization server: clients can only be given a key by hand.',
    },
  ],
  [
    'an authorization server without metadata',
    { '/.well-known/oauth-authorization-server': { status: 500 } },
    {
      station: 'issuer',
      told: '{at} serves no metadata at {at}/.well-known/oauth-authorization-server, nor at {at}/.well-known/openid-configuration.',
    },
  ],
  [
    'another issuer (a mix-up)',
    issuerWith({ issuer: 'https://evil.example' }),
    {
      station: 'issuer',
      told: 'Its metadata says that it is "https://evil.example", not {at}: clients must not believe it (RFC 8414, 3.3).',
    },
  ],
  [
    'no PKCE',
    issuerWith({ code_challenge_methods_supported: ['plain'] }),
    {
      station: 'issuer',
      told: 'Its metadata does not say that it takes PKCE with S256, and MCP clients refuse to go on without.',
    },
  ],
  [
    'no token endpoint',
    issuerWith({ token_endpoint: null }),
    { station: 'issuer', told: 'Its metadata has no `token_endpoint`.' },
  ],
  [
    'nobody can register',
    issuerWith({ registration_endpoint: undefined, client_id_metadata_document_supported: false }),
    {
      station: 'registration',
      told: 'No client can make itself known: neither metadata documents nor registration are supported.',
    },
  ],
])('%s', (_, answers, finding) => {
  test('is wrong, and it is said how to mend it', async () => {
    const findings = await differing(answers);
    expect(findings.filter(({ outcome }) => outcome === 'bad')).toEqual([
      { outcome: 'bad', mend: expect.stringMatching(/^[A-Z`].{12,}[.`]/s), ...finding },
    ]);
  });
});

test.each<[string, Readonly<Record<string, Answer>>, string]>([
  [
    'no place for the metadata in the challenge',
    { '/mcp': { status: 401, headers: { 'www-authenticate': 'Bearer' } } },
    'It answers 401 without `resource_metadata` in WWW-Authenticate: clients have to guess where the metadata is.',
  ],
  [
    'a resource above the endpoint',
    { '/.well-known/oauth-protected-resource/mcp': { body: { resource: '{at}', authorization_servers: ['{at}'] } } },
    'Its `resource` is "{at}", but clients came to {at}/mcp and compare the two.',
  ],
  [
    'no `iss`',
    issuerWith({ authorization_response_iss_parameter_supported: undefined }),
    'It does not name itself in its answers (`iss`, RFC 9207), so clients of several servers can be confused.',
  ],
  [
    'registration alone',
    issuerWith({ client_id_metadata_document_supported: undefined }),
    'Clients register themselves; metadata documents, which the protocol prefers since 2025-11-25, are not taken.',
  ],
  [
    'documents alone',
    issuerWith({ registration_endpoint: undefined }),
    'Clients are known by their metadata documents alone; those from before 2025-11-25 cannot register.',
  ],
])('%s is a warning', async (_, answers, told) => {
  const findings = await differing(answers);
  expect(findings.filter(({ outcome }) => outcome !== 'good')).toMatchObject([{ outcome: 'warning', told }]);
});

test('an address of nobody, and none at all', async () => {
  served = await serveAnswers({});
  const { origin } = served;
  await served.close();
  served = null;
  const [, nobody] = await check(`${origin}/mcp`);
  expect(nobody).toEqual({
    station: 'endpoint',
    outcome: 'bad',
    told: expect.stringContaining(`Nobody answers at ${origin}/mcp: connect ECONNREFUSED`),
    mend: 'Start the server, or mend the address.',
  });
  expect(await check('ftp://example.com')).toEqual([
    {
      station: 'address',
      outcome: 'bad',
      told: "'ftp://example.com' is no address of an HTTP server.",
      mend: 'Write it whole: https://example.com/mcp.',
    },
  ]);
});

describe('a server without sign-in', () => {
  const rpc = (answer: (method: string) => Answer) => (_: unknown, body: string) =>
    answer(body === '' ? 'DELETE' : JSON.parse(body).method);
  const tools = [
    { name: 'good', description: 'Does good.', inputSchema: { type: 'object' } },
    { name: 'spaced name', description: 'Has a space.', inputSchema: { type: 'object' } },
    { name: 'mute', inputSchema: { type: 'object' } },
    { name: 'shapeless', description: 'Takes what comes.' },
  ];

  test('of 2025 that streams its answers is heard, and its tools judged', async () => {
    const event = (result: object) => ({
      headers: { 'content-type': 'text/event-stream', 'mcp-session-id': 's1' },
      body: `event: message\ndata: ${JSON.stringify({ jsonrpc: '2.0', id: 1, result })}\n\n`,
    });
    served = await serveAnswers({
      '/mcp': rpc((method) => {
        if (method === 'initialize') {
          return event({ protocolVersion: '2025-06-18', serverInfo: { name: 'old', version: '2' } });
        }
        if (method === 'tools/list') return event({ tools });
        return { status: method.startsWith('notifications/') ? 202 : 400, body: '' };
      }),
    });
    const findings = await check(`${served.origin}/mcp`);
    expect(findings.slice(1)).toMatchObject([
      { station: 'endpoint', outcome: 'good', told: 'It answers without asking for a credential.' },
      { station: 'tools', outcome: 'good', told: expect.stringMatching(/^old 2 speaks 2025-06-18 and shows 4 tools/) },
      { outcome: 'warning', told: 'spaced name have names that some clients refuse.' },
      { outcome: 'warning', told: 'mute have no description, so that no model will find them.' },
      { outcome: 'warning', told: 'shapeless have no `inputSchema` of type object.' },
    ]);
    // The session is given back.
    expect(served.asked.at(-1)).toBe('DELETE /mcp');
  });

  test('that understands neither revision is a dead end', async () => {
    served = await serveAnswers({ '/mcp': { status: 400, body: {} } });
    expect((await check(`${served.origin}/mcp`)).at(-1)).toMatchObject({ station: 'tools', outcome: 'bad' });
  });
});
