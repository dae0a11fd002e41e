import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-copy.js';

/** The one fenced block of README.md in a language (none: '') that holds a text. */
export function readmeBlock(language: string, holds: string): string {
  const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
  const fences = readme.matchAll(/^```(\w*)\n(.*?)^```$/gms);
  const found = [...fences].filter(([, info, text]) => info === language && text?.includes(holds));
  if (found.length !== 1)
    throw new Error(`README.md has ${found.length} blocks '${language}' with '${holds}', not one.`);
  return found[0]?.[2] ?? '';
}
