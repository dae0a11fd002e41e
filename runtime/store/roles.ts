import type { Also } from './connections.js';

/** A role that operators have made of declared privileges. Those of `server.yaml` are not among them: nobody changes one. */
export interface KeptRole {
  /** `rol_` and 24 hex digits: never another's, also where a later role bears the same name. */
  readonly id: string;
  /** As people call it. */
  readonly title: string;
  /** Whom it is for, chosen when it is made, and never more: its privileges are such as tools for them ask for. */
  readonly audiences: readonly string[];
  /** All that it allows, each by its whole name. */
  readonly privileges: readonly string[];
  /** One more with every change. */
  readonly version: number;
  readonly changedAt: Date;
}

/** What operators decide of a role. */
export type RoleTerms = Pick<KeptRole, 'title' | 'privileges'>;

/** The roles that operators have made. Every change is in force in every process at once. */
export interface Roles {
  /** By title. */
  list(): Promise<readonly KeptRole[]>;
  find(id: string): Promise<KeptRole | null>;
  /** Its id; null where another has the title, whatever its case. */
  make(role: RoleTerms & Pick<KeptRole, 'audiences'>, also?: Also): Promise<string | null>;
  /** `stale`: there is no such role of that version any more. */
  change(
    id: string,
    change: { readonly version: number; readonly terms: RoleTerms },
    also?: Also,
  ): Promise<'changed' | 'stale' | 'taken'>;
  /** `held`: somebody has it. `gone`: there is no such role any more. */
  delete(id: string, also?: Also): Promise<'deleted' | 'held' | 'gone'>;
}
