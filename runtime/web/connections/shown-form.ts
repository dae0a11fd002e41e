import type { Kernel } from '../../call/call.js';
import type { Principal } from '../../principal.js';
import { type ToolTree, toolTree } from '../tool-tree.js';
import { type Draft, dayOf } from './draft.js';
import { type NamedTenant, tenantsOf, tenantWord } from './tenants.js';

/** A connection's settings as the partial `connection-settings` shows them. */
export interface ShownForm {
  readonly draft: Draft;
  readonly problems: readonly string[];
  readonly tree: ToolTree;
  /** Null where there is nothing to choose. */
  readonly tenants: {
    readonly word: string;
    readonly options: readonly (NamedTenant & { readonly chosen: boolean })[];
  } | null;
  /** Of a grant, whose program is asked for its person's word, and which cannot write where it has not asked for that. */
  readonly grant: boolean;
  readonly mayWrite: boolean;
  readonly units: readonly { readonly value: string; readonly chosen: boolean }[];
  readonly tomorrow: string;
}

const DAY_MS = 86_400_000;

/** `principal`: the person by the connection, whose scopes say what its tools could do. */
export async function showForm(
  kernel: Kernel,
  principal: Principal,
  draft: Draft,
  problems: readonly string[] = [],
): Promise<ShownForm> {
  const { kind, scopes } = principal.connection;
  const tenants = await tenantsOf(kernel, principal);
  return {
    draft,
    problems,
    tree: toolTree(kernel, principal, draft.tools),
    tenants:
      tenants.length === 0
        ? null
        : {
            word: tenantWord(kernel),
            options: tenants.map((tenant) => ({ ...tenant, chosen: draft.tenants.includes(tenant.id) })),
          },
    grant: kind === 'oauth',
    mayWrite: scopes.includes('mcp:write'),
    units: ['second', 'minute', 'hour'].map((value) => ({ value, chosen: value === draft.per })),
    tomorrow: dayOf(new Date(kernel.now().getTime() + DAY_MS)),
  };
}
