import type { KeptRole } from '../../store/roles.js';
import type { Server } from '../../tool.js';
import type { Kernel } from '../call.js';

/** A role as access is weighed for it. */
export interface AccessRole {
  /** What it is told apart by: its name in `server.yaml`, or the id of one that operators made. */
  readonly key: string;
  readonly title: string;
  readonly declared: boolean;
  readonly held: ReadonlySet<string>;
}

/** The roles that `server.yaml` declares, and behind them those that operators have made. */
export async function allRoles({ server, host }: Kernel): Promise<readonly AccessRole[]> {
  const kept = (await host.store.roles?.list()) ?? [];
  return [...declaredRoles(server), ...kept.map(keptRole)];
}

export function declaredRoles({ roles }: Server): readonly AccessRole[] {
  return Object.entries(roles).map(([key, privileges]) => ({
    key,
    title: key,
    declared: true,
    held: new Set(privileges),
  }));
}

function keptRole({ id, title, privileges }: KeptRole): AccessRole {
  return { key: id, title, declared: false, held: new Set(privileges) };
}
