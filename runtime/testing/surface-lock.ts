import type { Tool } from '../tool.js';
import { isRecord } from './match.js';

/** A tool as tools/list answers it. */
export type ListedTool = Readonly<Record<string, unknown>>;

/** The lock's entry of a tool, in the form of tools/list. Throws when there is none. */
export function listedIn(text: string, tool: Tool): ListedTool {
  const lock: unknown = JSON.parse(text);
  const entry = isRecord(lock) ? lock[tool.name] : undefined;
  if (!isRecord(entry)) throw new Error(`surface.lock says nothing of '${tool.name}'. Run 'npx toolwright generate'.`);
  const { sha256: _, ...listed } = entry;
  return { name: tool.name, ...listed };
}
