import type { Origin } from '../model.js';
import type { ToolKeys } from '../read/declaration-tool.js';
import { type Span, toPlace } from '../read/node.js';
import type { Scope } from './check-scope.js';

type Key = Exclude<keyof ToolKeys, 'span' | 'written'>;

/** What holds where a tool says nothing. */
const defaults: Readonly<Partial<Record<Key, string>>> = {
  context: 'none unless said',
  requires: 'each action says its own',
  write_mode: 'the worst of its actions',
  effects: 'none unless said',
  open_world: 'where it has effects',
  destructive: 'delete is, the rest is not',
  idempotent: 'read and delete are, the rest is not',
  confirm: 'nobody is asked unless said',
  dry_run: 'off unless said',
  idempotency: 'on for all but read',
  formats: 'concise and detailed where a type has detail properties',
  progress: 'none unless said',
};

/** Where each effective key of a tool comes from, for `explain`. */
export function originsOf(keys: ToolKeys, module: string, scope: Scope): Readonly<Record<string, Origin>> {
  const origins = new Map<string, Origin>(
    Object.entries(defaults).map(([key, why]) => [key, { from: 'default', why }]),
  );
  const server = scope.server.keys;
  const limits = server?.limits;
  origins.set(
    'timeout',
    limits?.timeout ? inherited('server', limits.timeout.span) : { from: 'default', why: '30 seconds' },
  );
  const head = scope.modules.get(module)?.keys;
  for (const key of ['prefix', 'naming', 'envelope'] as const) {
    const written = head?.[key];
    origins.set(key, written ? inherited('module', written.span) : { from: 'default', why: moduleDefaults[key] });
  }
  for (const [key, value] of Object.entries(keys) as [string, { span: Span }][]) {
    if (key !== 'span' && key !== 'written') origins.set(key, { from: 'declared', place: toPlace(value.span) });
  }
  if (keys.limits?.timeout) origins.set('timeout', { from: 'declared', place: toPlace(keys.limits.timeout.span) });
  return Object.fromEntries([...origins].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const moduleDefaults = {
  prefix: 'none unless said',
  naming: 'snake unless said',
  envelope: 'bare unless said',
} as const;

function inherited(from: 'module' | 'server', span: Span): Origin {
  return { from, place: toPlace(span) };
}
