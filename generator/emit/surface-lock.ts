import { createHash } from 'node:crypto';
import type { OutputFile, Program, Prompt, Resource, Tool } from '../model.js';
import { perTool } from './per-tool.js';
import { defined } from './print-value.js';
import { inputSchema, jsonText, outputSchema } from './schema.js';

/** `surface.lock`: what clients see of each tool, by wire name, each part with its hash. */
export function emitSurfaceLock(program: Program): readonly OutputFile[] {
  const tools = program.tools.map((tool) => [tool.name, surfaceOf(program, tool)] as const);
  const resources = program.resources.map((resource) => [resource.uri, resourceSurface(resource)] as const);
  const prompts = program.prompts.map((prompt) => [`prompts/${prompt.name}`, promptSurface(prompt)] as const);
  return [{ path: 'surface.lock', text: jsonText(Object.fromEntries([...tools, ...resources, ...prompts])) }];
}

/** As resources/list, or resources/templates/list, tells it. */
function resourceSurface(resource: Resource): unknown {
  const { name, title, description, icons, annotations, mimeType } = resource;
  return hashed({ name, title, description, icons: icons.length > 0 ? icons : undefined, annotations, mimeType });
}

/** As prompts/list tells it, and the messages that it comes to. */
function promptSurface({ title, description, icons, messages, ...prompt }: Prompt): unknown {
  const given = prompt.arguments.map((one) => ({
    name: one.name,
    description: one.description,
    required: one.required,
  }));
  return hashed({
    title,
    description,
    icons: icons.length > 0 ? icons : undefined,
    arguments: given.length > 0 ? given : undefined,
    messages,
  });
}

const surfaceOf = perTool(surface);

function surface(program: Program, tool: Tool): unknown {
  return hashed({
    title: tool.title,
    description: tool.description,
    icons: tool.icons.length > 0 ? tool.icons : undefined,
    annotations: annotations(tool),
    inputSchema: inputSchema(program, tool),
    outputSchema: outputSchema(program, tool) ?? undefined,
  });
}

function hashed(parts: { readonly [part: string]: unknown }): unknown {
  const seen = defined<unknown>(parts);
  return { ...seen, sha256: Object.fromEntries(Object.entries(seen).map(([part, value]) => [part, sha256(value)])) };
}

/** The four hints that clients get; of a tool with actions, those of its worst. */
function annotations(tool: Tool): { readonly [hint: string]: boolean } {
  const all = [tool, ...tool.actions];
  return {
    readOnlyHint: all.every(({ writeMode }) => writeMode === 'read'),
    destructiveHint: all.some(({ destructive }) => destructive),
    idempotentHint: all.every(({ idempotent }) => idempotent),
    openWorldHint: tool.openWorld,
  };
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
