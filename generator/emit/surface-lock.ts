import { createHash } from 'node:crypto';
import type { OutputFile, Program, Tool } from '../model.js';
import { perTool } from './per-tool.js';
import { defined } from './print-value.js';
import { inputSchema, jsonText, outputSchema } from './schema.js';

/** `surface.lock`: what clients see of each tool, by wire name, each part with its hash. */
export function emitSurfaceLock(program: Program): readonly OutputFile[] {
  const tools = program.tools.map((tool) => [tool.name, surfaceOf(program, tool)] as const);
  return [{ path: 'surface.lock', text: jsonText(Object.fromEntries(tools)) }];
}

const surfaceOf = perTool(surface);

function surface(program: Program, tool: Tool): unknown {
  const seen = defined<unknown>({
    title: tool.title,
    description: tool.description,
    icons: tool.icons.length > 0 ? tool.icons : undefined,
    annotations: annotations(tool),
    inputSchema: inputSchema(program, tool),
    outputSchema: outputSchema(program, tool) ?? undefined,
  });
  return { ...seen, sha256: Object.fromEntries(Object.entries(seen).map(([part, value]) => [part, sha256(value)])) };
}

/** The four hints that clients get; of a tool with actions, those of its worst. */
function annotations(tool: Tool): { readonly [hint: string]: boolean } {
  const all = [tool, ...tool.actions];
  return {
    readOnlyHint: all.every(({ writeMode }) => writeMode === 'read'),
    destructiveHint: all.some(({ destructive }) => destructive),
    idempotentHint: all.every(({ idempotent }) => idempotent),
    openWorldHint: all.some(({ effects }) => effects.length > 0),
  };
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
