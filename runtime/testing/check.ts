import type { Example, Server, Tool } from '../tool.js';
import type { Access } from './access-lock.js';
import type { Bench } from './bench.js';
import type { Scene } from './scene.js';
import type { ListedTool } from './surface-lock.js';

/** What a project's server may be unable to show; checks that need it are skipped, visibly, where it says so. */
export type Sight = 'audit' | 'logs' | 'inputs' | 'hold' | 'limits' | 'switches' | 'faults' | 'approve' | 'clock';

/** One thing that a declaration promises, as a function that rejects when the server does not keep it. */
export interface Check {
  readonly name: string;
  /**
   * Places in the declaration that this check proves, as dotted paths (`requires`, `input.project_id.pattern`).
   * A mutation of a place tries the checks that name it, or something near it, first.
   */
  readonly keys: readonly string[];
  /** Commits something when all is right. Without it, a change of the state is itself a failure. */
  readonly changes?: true;
  readonly needs?: readonly Sight[];
  readonly run: (bench: Bench) => Promise<void>;
}

/** A declaration and what was generated beside it: all that a prover reads. */
export interface Subject {
  readonly tool: Tool;
  readonly examples: readonly Example[];
  readonly server: Server;
  /** By action, or under `null` for a tool without actions: what each principal gets. */
  readonly access: ReadonlyMap<string | null, ReadonlyMap<string, Access>>;
  /** The tool as tools/list must show it. */
  readonly listed: ListedTool;
  /** A call that succeeds, by action (`null` for a tool without actions). */
  readonly scenes: ReadonlyMap<string | null, Scene>;
}

export type Prover = (subject: Subject) => readonly Check[];
