import type { Handler, Program, Tool } from '../../../runtime/tool.js';
import { DeclaredFailure } from '../../../runtime/tool.js';
import { program, resolvers } from '../program.js';

const [base] = program.tools.filter(({ name }) => name === 'get_note');
if (base === undefined) throw new Error('The desk has no get_note.');
const note: Tool = base;

const empty: Pick<Tool, 'input' | 'inputSchema'> = {
  input: { type: 'object', properties: {}, additionalProperties: false },
  inputSchema: { type: 'object', properties: {}, additionalProperties: false },
};

/** Its answer is large enough that its size is told. */
const longNote: Tool = { ...note, name: 'long_note', ...empty, icons: [{ src: 'https://desk.example/long.svg' }] };
/** Content blocks, which the library checks. */
const drawNote: Tool = { ...note, name: 'draw_note', ...empty, output: { kind: 'content' } };
const brokenNote: Tool = { ...note, name: 'broken_note', ...empty };
const askedNote: Tool = { ...note, name: 'asked_note', ...empty, confirm: true };
/** A failure of its own that goes by JSON-RPC. */
const lockedNote: Tool = {
  ...note,
  name: 'locked_note',
  ...empty,
  errors: { LOCKED: { message: 'This note is locked.', http: 423, rpc: -32017, channel: 'rpc' } },
};

const added: readonly Handler[] = [
  { tool: longNote, run: async () => ({ note_id: 'long', text: 'Grüße – "und" so\n'.repeat(3_000) }) },
  { tool: drawNote, run: async () => [{ type: 'text', text: 'a note' }] },
  { tool: brokenNote, run: async () => ({ note_id: 7 }) },
  { tool: askedNote, run: async () => ({ note_id: 'asked', text: '' }) },
  { tool: lockedNote, run: async () => new DeclaredFailure('LOCKED', {}) },
];

/** The desk of the other tests, with tools whose answers are less usual. */
export const widerDesk: { readonly program: Program; readonly resolvers: readonly Handler[] } = {
  program: { ...program, tools: [...program.tools, ...added.map(({ tool }) => tool)] },
  resolvers: [...resolvers, ...added],
};
