import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { scratch } from './scratch.js';

const root = join(import.meta.dirname, '../..');
/** What follows `node`. One process, unlike tsx's own command: a signal reaches it. */
export const commandLine = [
  ...['--import', import.meta.resolve('tsx')],
  ...['--conditions', 'toolwright-source'],
  join(root, 'generator/main.ts'),
] as const;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `toolwright` from source, as a process of its own. */
export function toolwright(cwd: string, ...args: readonly string[]): Ended {
  const { FORCE_COLOR, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...commandLine, ...args], {
    cwd,
    encoding: 'utf8',
    env,
  });
  return { code: status, stdout, stderr };
}

/** A small project with one tool, `desk-fetch-note`, and its resolver. */
export function project(more: Readonly<Record<string, string>> = {}): string {
  return scratch({ ...files, ...more });
}

export const tool = `title: Fetch a note
description: One note by its number.
audience: [member]
requires: [note:read]
write_mode: read
input:
  number: { type: integer, minimum: 1, description: Which one. }
output: { properties: { text: { type: string, maxLength: 50, description: What it says. } } }
aliases: [{ name: get-note }]
examples:
  - title: The first
    as: reader
    input: { number: 1 }
    expect: {}
`;

const files = {
  'package.json': '{ "type": "module", "toolwright": { "resolvers": "resolvers" } }',
  'spec/server.yaml': `apiVersion: toolwright/v1
name: small
title: Small
modules: [./spec/*]
audiences: { member: Has a key }
principals:
  reader: { audiences: [member], context: {}, role: reader, writes: true }
  nobody: { audiences: [member], context: {}, role: guest, writes: true }
roles:
  guest: { grants: [] }
  reader: { grants: ["desk:note:read"] }
`,
  'spec/desk/module.yaml': `title: Desk
prefix: desk-
naming: { tools: kebab, parameters: snake }
envelope: bare
privileges:
  note: { title: Notes, grants: { read: See notes, burn: Burn notes } }
`,
  'spec/desk/notes/fetch-note.yaml': tool,
  'resolvers/desk/notes/fetch-note.ts': '// written',
};
