import { posix } from 'node:path';
import type { Prompt, Resource, Tool } from '../model.js';

/** Where things lie within the generated folder, and how one generated file names another. */
export interface Layout {
  /** From the project's root: the folder that the output is written to. */
  readonly generated: string;
  /** From the project's root: the folder of the hand-written resolvers. */
  readonly resolvers: string;
}

export const DEFAULT_LAYOUT: Layout = { generated: 'generated', resolvers: 'runtime/resolvers' };

export function toolPath(tool: Tool, folder: 'tools' | 'contract' | 'schemas', extension: string): string {
  return `${folder}/${tool.module}/${tool.domain}/${tool.stem}${extension}`;
}

/** A resource's own file, or its contract test. */
export function resourcePath({ module, stem }: Resource, folder?: 'contract'): string {
  return folder ? `${folder}/${module}/resources/${stem}.test.ts` : `resources/${module}/${stem}.ts`;
}

export function promptPath({ module, stem }: Prompt, folder?: 'contract'): string {
  return folder ? `${folder}/${module}/prompts/${stem}.test.ts` : `prompts/${module}/${stem}.ts`;
}

export function completionPath(module: string, name: string): string {
  return `completions/${module}/${name}.ts`;
}

export function typesPath(module: string): string {
  return `types/${module}.ts`;
}

/** The specifier by which the file at `from` imports the one at `to`: relative, with the extension that runs. */
export function specifier(from: string, to: string): string {
  const relative = posix.relative(posix.dirname(from), to).replace(/\.ts$/, '.js');
  return relative.startsWith('.') ? relative : `./${relative}`;
}

export function moduleSource(place: { readonly file: string }, folder: string): string {
  return posix.join(posix.dirname(place.file), folder);
}
