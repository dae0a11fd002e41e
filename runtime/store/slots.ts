/** What keeps calls apart: a tool, within a tenant. */
export interface SlotRequest {
  readonly tenant: string;
  readonly tool: string;
  /** How many calls may hold one at the same time. */
  readonly slots: number;
  /** Milliseconds after which it is free again whatever became of its holder: a process may have been killed. */
  readonly atMostMs: number;
}

/** The right to run, among a bounded number of calls. */
export interface Slots {
  /** Null where all are taken; else what gives the slot back. */
  take(request: SlotRequest): Promise<(() => Promise<void>) | null>;
}
