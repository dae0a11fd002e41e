import { isConcerned } from '../../auth/principal-cache.js';
import type { Kernel } from '../../call/call.js';
import { isOfTenant, refusalToRead } from '../../call/subjects/may-read.js';
import { visibleTools } from '../../call/visible-tools.js';
import type { Caller } from '../../http/exchange.js';
import type { Principal } from '../../principal.js';
import type { Change, ChangeNotice } from '../../store/changes.js';
import { newTraceId } from '../../trace.js';
import { subjectList } from './subject-list.js';

/** What a client is told of on its own account. */
export type ChangeEvent =
  | { readonly kind: 'list'; readonly of: 'tools' | 'resources' | 'prompts' }
  | { readonly kind: 'resource'; readonly uri: string };

/** A client that is told of changes, as long as it stays. */
export interface Follower {
  readonly kernel: Kernel;
  readonly caller: Caller;
  /** The addresses that it has asked for. */
  readonly wanted: () => Iterable<string>;
  readonly tell: (event: ChangeEvent) => void;
  /** Its credential is nobody's any more. */
  readonly gone: () => void;
}

/** Those who are told of changes, on whatever wire they listen. */
export interface Followers {
  /** Returns the way to leave. */
  add(follower: Follower): () => void;
  close(): Promise<void>;
}

const lists = ['tools', 'resources', 'prompts'] as const;
type Shown = { readonly [List in (typeof lists)[number]]: string };

/**
 * Hands the store's notices to those whom they concern, one notice after another. What each may see is looked up anew,
 * past any cache, when there is something to tell: a revoked key, another role, another tenant are told nothing. A list
 * is said to have changed where it has, so that nothing which a client's own call does makes it ask again.
 */
export function createFollowers({ host, log }: Kernel): Followers {
  const followers = new Map<Follower, { shown: Shown; principal: Principal }>();
  let working = Promise.resolve();
  let stop: (() => void) | null = null;

  const handle = async (notice: ChangeNotice) => {
    for (const follower of [...followers.keys()]) {
      try {
        if (notice.kind === 'resource') await tellOfResource(follower, notice.change);
        else if (notice.kind === 'switches') tellOfLists(follower, lists);
        else if (notice.kind === 'unknown') await tellOfAnything(follower);
        else if (concerns(follower, notice.id)) await tellOfRights(follower);
      } catch (error) {
        log.error({ err: error }, 'a subscriber could not be told of a change');
      }
    }
  };
  /** Who it is now; null, and gone, where it is nobody any more. */
  const current = async (follower: Follower): Promise<Principal | null> => {
    const principal = await follower.caller.refresh();
    const kept = followers.get(follower);
    if (kept === undefined) return null;
    if (principal === null) follower.gone();
    else kept.principal = principal;
    return principal;
  };
  const concerns = (follower: Follower, id: string): boolean =>
    isConcerned(followers.get(follower)?.principal ?? follower.caller.principal, id);
  const tellOfResource = async (follower: Follower, { uri, tenant }: Change) => {
    if (![...follower.wanted()].includes(uri)) return;
    const principal = await current(follower);
    if (principal === null || !isOfTenant(follower.kernel, uri, tenant, principal)) return;
    const by = { principal, traceId: newTraceId(), signal: AbortSignal.timeout(5_000) };
    if ((await refusalToRead(follower.kernel, uri, by)) === null) follower.tell({ kind: 'resource', uri });
  };
  const tellOfLists = (follower: Follower, changed: readonly (typeof lists)[number][]) => {
    for (const of of changed) follower.tell({ kind: 'list', of });
  };
  const tellOfRights = async (follower: Follower) => {
    const principal = await current(follower);
    const kept = followers.get(follower);
    if (principal === null || kept === undefined) return;
    const shown = shownTo(follower.kernel, principal);
    const changed = lists.filter((list) => shown[list] !== kept.shown[list]);
    kept.shown = shown;
    tellOfLists(follower, changed);
  };
  const tellOfAnything = async (follower: Follower) => {
    if ((await current(follower)) === null) return;
    tellOfLists(follower, lists);
    for (const uri of follower.wanted()) follower.tell({ kind: 'resource', uri });
  };

  return {
    add(follower) {
      stop ??= host.store.changes.follow((notice) => {
        working = working.then(() => handle(notice));
      });
      const { principal } = follower.caller;
      followers.set(follower, { shown: shownTo(follower.kernel, principal), principal });
      return () => void followers.delete(follower);
    },
    async close() {
      stop?.();
      followers.clear();
      await working;
    },
  };
}

/** What the lists hold for somebody, in a form that can be compared. */
function shownTo(kernel: Kernel, principal: Principal): Shown {
  const list = subjectList(kernel);
  const resources = [...list.resources(principal), ...list.templates(principal)];
  return {
    tools: visibleTools(kernel, principal)
      .map(({ name }) => name)
      .join(' '),
    resources: resources.map(({ name }) => name).join(' '),
    prompts: list
      .prompts(principal)
      .map(({ name }) => name)
      .join(' '),
  };
}
