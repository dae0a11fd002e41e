import type { Kernel } from '../call/call.js';
import type { Sessions } from './sessions/sessions.js';
import type { Followers } from './subjects/followers.js';
import type { ToolList } from './tool-list.js';

/** What all servers of one endpoint share. */
export interface Endpoint {
  readonly kernel: Kernel;
  readonly tools: ToolList;
  readonly sessions: Sessions;
  readonly followers: Followers;
  readonly version: string;
  /** Keeps the endpoint from closing while this is going on. */
  readonly wait: <T>(work: Promise<T>) => Promise<T>;
  /** Whether the requests that are understood go past the library. */
  readonly nativePath: boolean;
}
