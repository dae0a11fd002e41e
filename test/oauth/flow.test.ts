import { Client as SecondClient, StreamableHTTPClientTransport as SecondTransport } from '@modelcontextprotocol/client';
import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as FirstTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Market, openMarket } from '../market/market.js';
import { type ClientSetting, clientProvider } from './client-provider.js';
import { type DocumentHost, openDocumentHost } from './document-host.js';
import { personAt } from './person.js';

let documents: DocumentHost;
let market: Market;

beforeAll(async () => {
  documents = await openDocumentHost();
  market = await openMarket({ options: { outside: documents.outside } });
});

afterAll(async () => {
  await market?.close();
  await documents?.close();
});

const identity = { name: 'test', version: '1' };
const redirectUrl = 'http://localhost:33418/callback';

const libraries = {
  'the v1 library': (setting: ClientSetting) => {
    const { provider, remembered } = clientProvider(setting);
    const transport = () => new FirstTransport(new URL(`${market.url}/mcp`), { authProvider: provider });
    return { client: () => new FirstClient(identity), transport, remembered };
  },
  'the v2 library': (setting: ClientSetting) => {
    const { provider, remembered } = clientProvider(setting);
    const transport = () => new SecondTransport(new URL(`${market.url}/mcp`), { authProvider: provider });
    return { client: () => new SecondClient(identity), transport, remembered };
  },
} as const;

const ways = {
  'dynamic registration': (): ClientSetting => ({ redirectUrl }),
  'a metadata document': (): ClientSetting => ({
    redirectUrl,
    clientMetadataUrl: documents.client('/program.json', { redirect_uris: ['http://localhost/callback'] }),
  }),
} as const;

for (const [library, open] of Object.entries(libraries)) {
  for (const [way, setting] of Object.entries(ways)) {
    test(`${library} finds its own way in by ${way}, from the first 401 to a call`, async () => {
      const { client, transport, remembered } = open(setting());
      const first = transport();
      // biome-ignore lint/suspicious/noExplicitAny: two libraries, one test
      await expect((client() as any).connect(first)).rejects.toThrow(/unauthorized/i);
      const sentTo = remembered.sentTo as URL;
      expect(Object.fromEntries(sentTo.searchParams)).toMatchObject({
        response_type: 'code',
        code_challenge_method: 'S256',
        resource: `${market.url}/mcp`,
        scope: expect.stringMatching(/^mcp:read( offline_access)?$/),
      });
      const back = await personAt(market.url, 'acme-owner').answer(sentTo);
      expect(back.origin + back.pathname).toBe(redirectUrl);
      expect(back.searchParams.get('iss')).toBe(market.url);
      // biome-ignore lint/suspicious/noExplicitAny: the v2 library checks `iss` itself when it is given all of it
      await (first as any).finishAuth(
        library.includes('v2') ? back.searchParams : (back.searchParams.get('code') ?? ''),
      );
      expect(remembered.tokens).toMatchObject({ access_token: expect.any(String), refresh_token: expect.any(String) });
      // biome-ignore lint/suspicious/noExplicitAny: two libraries, one test
      const connected: any = client();
      await connected.connect(transport());
      const { tools } = await connected.listTools();
      expect(tools.map(({ name }: { name: string }) => name)).toContain('whoami');
      const { structuredContent } = await connected.callTool({ name: 'whoami', arguments: {} });
      expect(structuredContent).toMatchObject({
        customer: { email: 'acme-owner@example.com' },
        connection: { kind: 'oauth', scopes: ['mcp:read'], writes: false },
      });
      await connected.close();
    });
  }
}
