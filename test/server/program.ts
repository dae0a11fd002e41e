import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ErrorDeclaration, Handler, Program, Server, Shape, Tool } from '../../runtime/tool.js';
import { DeclaredFailure } from '../../runtime/tool.js';

const spec: { errors: Record<string, ErrorDeclaration> } = parse(
  readFileSync(new URL('../../spec/server.yaml', import.meta.url), 'utf8'),
);

const noteShape = {
  type: 'object',
  description: 'A note.',
  properties: {
    note_id: { type: 'string', description: 'Its id.' },
    text: { type: 'string', description: 'What it says.' },
  },
  required: ['note_id', 'text'],
  additionalProperties: false,
} as const satisfies Shape;

const noteSchema = {
  type: 'object',
  properties: {
    note_id: { type: 'string', description: 'Its id.' },
    text: { type: 'string', description: 'What it says.' },
  },
  required: ['note_id', 'text'],
};

function input(properties: Record<string, Shape>, required: readonly string[]): Pick<Tool, 'input' | 'inputSchema'> {
  const shape = { type: 'object', properties, required, additionalProperties: false };
  return { input: shape, inputSchema: shape };
}

const noteId: Shape = { type: 'string', minLength: 1, maxLength: 100, description: 'Which note.' };

const getNote: Tool = {
  name: 'get_note',
  module: 'desk',
  domain: 'notes',
  title: 'Notes: Get a note',
  description: 'One note by its id.',
  audience: ['member'],
  context: 'org',
  requires: [{ privilege: 'desk:note:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  ...input({ note_id: noteId }, ['note_id']),
  output: { kind: 'object', shape: noteShape },
  outputSchema: noteSchema,
  errors: { NOTE_NOT_FOUND: { message: 'No note {note_id} here.', http: 404, channel: 'result' } },
};

const listNotes: Tool = {
  name: 'list_notes',
  module: 'desk',
  domain: 'notes',
  title: 'Notes: List notes',
  description: 'All notes.',
  audience: ['member'],
  context: 'org',
  requires: [{ privilege: 'desk:note:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  formats: ['concise', 'csv', 'yaml'],
  ...input(
    { response_format: { type: 'string', enum: ['concise', 'csv', 'yaml'], default: 'concise', description: 'How.' } },
    [],
  ),
  output: { kind: 'list', of: noteShape, as: 'notes', rest: 'bare' },
  outputSchema: {
    type: 'object',
    properties: { notes: { type: 'array', items: noteSchema, description: 'The notes.' } },
    required: [],
  },
};

const removeNote: Tool = {
  ...getNote,
  name: 'remove_note',
  title: 'Notes: Remove a note',
  description: 'Removes a note for good and tells its readers.',
  requires: [{ privilege: 'desk:note:remove' }],
  writeMode: 'delete',
  effects: ['mail'],
  openWorld: true,
  destructive: true,
  aliases: [{ name: 'delete_note' }],
};

const auditDesk: Tool = {
  ...getNote,
  name: 'audit_desk',
  title: 'Desk: Audit',
  description: 'For staff alone. Fails as no tool should.',
  audience: ['staff'],
  context: null,
  requires: [],
  ...input({}, []),
};

const server: Server = {
  name: 'desk',
  title: 'The desk',
  database: false,
  audiences: { member: 'Keeps notes', staff: 'Looks after the desk' },
  contexts: { org: { tenant: true, error: 'MISSING_WORKSPACE_CONTEXT', meta: 'organization' } },
  principals: {},
  roles: { writer: ['desk:note:read', 'desk:note:remove'], reader: ['desk:note:read'], staff: [] },
  plans: {},
  profiles: { readonly: { writeModes: ['read'] } },
  limits: { bodyBytes: 262_144, inlineBytes: 100_000, sizeHintBytes: 20_000, timeoutMs: 30_000 },
  errors: spec.errors,
  modules: {
    desk: {
      name: 'desk',
      title: 'Desk',
      envelope: 'bare',
      naming: { tools: 'snake', parameters: 'snake' },
      domains: { notes: 'Notes' },
      privileges: { 'desk:note:read': { title: 'Read' }, 'desk:note:remove': { title: 'Remove', sensitive: true } },
    },
  },
};

export const program: Program = { server, tools: [removeNote, auditDesk, listNotes, getNote] };

const notes = [
  { note_id: 'n1', text: 'Buy milk, "fresh"' },
  { note_id: 'n2', text: 'Grüße' },
];

function findNote(value: unknown): unknown {
  const { note_id } = value as { note_id: string };
  return notes.find((note) => note.note_id === note_id) ?? new DeclaredFailure('NOTE_NOT_FOUND', {});
}

export const resolvers: readonly Handler[] = [
  { tool: getNote, run: async (value) => findNote(value) },
  { tool: listNotes, run: async () => ({ notes, total: notes.length }) },
  { tool: removeNote, run: async (value) => findNote(value) },
  {
    tool: auditDesk,
    run: async () => {
      throw new Error('a bug with a secret in it');
    },
  },
];
