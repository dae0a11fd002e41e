import { type AccessRow, actionRows, allTools } from '../../call/access/access-rows.js';
import { type Obstacle, obstaclesOf } from '../../call/access/obstacles.js';
import type { Kernel } from '../../call/call.js';
import { isVisible } from '../../call/visible-tools.js';
import type { Switches } from '../../host.js';
import type { Principal, Standing } from '../../principal.js';
import { shortPrivilege } from './access-matrix.js';

/** What a connection cannot use in one tenant, and why. */
export interface TenantAccess {
  readonly tenant: string;
  /** Role and audiences there. */
  readonly role: string;
  readonly usable: number;
  readonly refused: readonly {
    readonly name: string;
    readonly action: string | null;
    readonly reasons: readonly string[];
  }[];
}

/** Of every tool and action, why a caller cannot use it in each of its standings. */
export async function accessOf(kernel: Kernel, principal: Principal): Promise<readonly TenantAccess[]> {
  const switches = await kernel.host.store.switches();
  const rows = allTools(kernel).flatMap(actionRows);
  return Promise.all(
    principal.standings.map(async (active) => {
      const verdicts = rows.map((row) => ({
        row,
        reasons: reasonsFor(kernel, { ...principal, active }, row, switches),
      }));
      const refused = verdicts.filter(({ reasons }) => reasons.length > 0);
      return {
        tenant: await tenantName(kernel, active),
        role: `${active.role ?? 'no role'}; ${active.audiences.join(', ')}`,
        usable: verdicts.length - refused.length,
        refused: refused.map(({ row, reasons }) => ({ name: row.tool.name, action: row.action, reasons })),
      };
    }),
  );
}

/** How many tools a caller is shown. */
export function shownTools(kernel: Kernel, principal: Principal): number {
  return allTools(kernel).filter((tool) => isVisible(kernel, tool, principal)).length;
}

function reasonsFor(kernel: Kernel, principal: Principal, row: AccessRow, switches: Switches): readonly string[] {
  return obstaclesOf(kernel, principal, row, switches).map((obstacle) => sentence(kernel, obstacle));
}

function sentence({ server }: Kernel, { gate, missing }: Obstacle): string {
  switch (gate) {
    case 'retired':
      return 'it is retired';
    case 'switch':
      return missing[0] === 'server' ? 'the server is switched off' : 'it is switched off';
    case 'context':
      return `nothing says which ${missing.join()} it acts in`;
    case 'audience':
      return `audience: it is for ${missing.join(', ')}`;
    case 'allow_list':
      return 'allow-list: not on it';
    case 'scope':
      return `scope: lacks ${missing.join()}`;
    case 'privilege':
      return `privilege: lacks ${missing.map((each) => shortPrivilege(server, each)).join(', ')}`;
    case 'write_gate':
      return missing[0] === 'writes' ? 'writes are switched off for everybody' : 'writes: the connection may not';
  }
}

async function tenantName({ server, host }: Kernel, { contexts }: Standing): Promise<string> {
  const [tenant] = Object.entries(server.contexts).find(([, declared]) => declared.tenant) ?? [];
  const id = tenant === undefined ? undefined : contexts[tenant];
  return id === undefined ? 'Anywhere' : ((await host.describeTenant?.(id)) ?? id);
}
