import type { CacheHint } from '@modelcontextprotocol/server';
import type { Kernel } from '../call/call.js';

/** How long a client may keep a list when the spec says nothing of it. */
export const defaultTtlMs = 60_000;

const lists = ['tools/list', 'resources/list', 'resources/templates/list', 'prompts/list'] as const;

/** What clients are told of keeping lists. Never `public`: what is listed depends on who asks. */
export function listHints({ server }: Kernel): { readonly [Method in (typeof lists)[number]]?: CacheHint } {
  const hint: CacheHint = { ttlMs: server.cache?.ttlMs ?? defaultTtlMs, cacheScope: 'private' };
  return Object.fromEntries(lists.map((method) => [method, hint]));
}
