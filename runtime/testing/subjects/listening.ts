import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as SdkClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as SdkTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  PromptListChangedNotificationSchema,
  ResourceListChangedNotificationSchema,
  ResourceUpdatedNotificationSchema,
  ToolListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { Library } from '../client-libraries.js';

/** A client that is told of changes. */
export interface Listening {
  /** What it was told, in order: the address of a resource, or which list. */
  readonly told: readonly string[];
  /** Resolves once it has been told this, before or after it was asked. */
  heard(what: string): Promise<void>;
  close(): Promise<void>;
}

export interface Wish {
  readonly key: string;
  /** Resources to be told of. */
  readonly uris: readonly string[];
}

const self = { name: 'toolwright-testing', version: '1' };

/** Listens through a real client library: to these resources, and to all three lists. */
export async function listenThrough(library: Library, endpoint: string, wish: Wish): Promise<Listening> {
  const told: string[] = [];
  const waiting: (() => void)[] = [];
  const tell = (what: string) => {
    told.push(what);
    for (const wake of waiting) wake();
  };
  const close = await open(library, endpoint, wish, tell);
  return {
    told,
    close,
    heard: (what) =>
      new Promise((resolve) => {
        const look = () => told.includes(what) && resolve();
        waiting.push(look);
        look();
      }),
  };
}

type Tell = (what: string) => void;

async function open(library: Library, endpoint: string, { key, uris }: Wish, tell: Tell): Promise<() => Promise<void>> {
  const init = { requestInit: { headers: { authorization: `Bearer ${key}` } } };
  if (library === 'sdk (2025-11-25)') {
    const client = new SdkClient(self);
    client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => tell(params.uri));
    client.setNotificationHandler(ToolListChangedNotificationSchema, () => tell('tools'));
    client.setNotificationHandler(ResourceListChangedNotificationSchema, () => tell('resources'));
    client.setNotificationHandler(PromptListChangedNotificationSchema, () => tell('prompts'));
    await client.connect(new SdkTransport(new URL(endpoint), init) as Transport);
    for (const uri of uris) await client.subscribeResource({ uri });
    return () => client.close();
  }
  const modern = library === 'client (2026-07-28)';
  const client = new Client(self, modern ? { versionNegotiation: { mode: { pin: '2026-07-28' } } } : {});
  client.setNotificationHandler('notifications/resources/updated', ({ params }) => tell(params.uri));
  client.setNotificationHandler('notifications/tools/list_changed', () => tell('tools'));
  client.setNotificationHandler('notifications/resources/list_changed', () => tell('resources'));
  client.setNotificationHandler('notifications/prompts/list_changed', () => tell('prompts'));
  await client.connect(new StreamableHTTPClientTransport(new URL(endpoint), init));
  if (modern) {
    const lists = { toolsListChanged: true, promptsListChanged: true, resourcesListChanged: true };
    await client.listen({ ...lists, ...(uris.length > 0 && { resourceSubscriptions: [...uris] }) });
  } else for (const uri of uris) await client.subscribeResource({ uri });
  return () => client.close();
}
