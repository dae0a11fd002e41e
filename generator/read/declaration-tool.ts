import { properties, typeKeys, typeNode, typeReference } from './declaration-type.js';
import { about, byKind, type Form, list, mapOf, type Read, record } from './grammar.js';
import { anyMap, anything, choice, flag, integer, parsed, text } from './grammar-value.js';
import { icons } from './icons.js';
import type { MapNode } from './node.js';
import { duration, rate, size } from './quantity.js';

const writeMode = choice(['read', 'create', 'update', 'delete']);
const requires = list(
  byKind({ scalar: text, map: record('a privilege', { privilege: text, of: text }, ['privilege', 'of']) }),
);
const when = mapOf(anything);
const confirm = byKind({ scalar: flag, map: record('a confirmation', { when }, ['when']) });
const objectKeys = { type: text, properties, map_of: typeReference, open: flag, description: text };

const action = record(
  'an action',
  {
    description: text,
    requires,
    needs: list(text),
    refuses: list(text),
    write_mode: writeMode,
    effects: list(text),
    destructive: flag,
    idempotent: flag,
    confirm: flag,
  },
  [],
);

const listKeys = {
  list_of: about('The type of its items.', typeReference),
  as: about('The name of the list, over MCP and in what the resolver returns.', text),
  rest: about('Over plain HTTP: the same object, or the bare list.', choice(['object', 'bare'])),
  capped: about('The tool answers only so many items; its resolver returns `truncated`, whether there are more.', flag),
};
const outputKeys = record('an output', {
  ...objectKeys,
  ...listKeys,
  one_of: mapOf(record('a variant', { ...objectKeys, ...listKeys, when }, ['when'])),
  outcome_per: text,
  value: typeReference,
});
const output = byKind({ scalar: choice(['content']), map: outputKeys });

const failure = record('an error', {
  message: text,
  http: integer(400, 599),
  rpc: integer(-32768, -32000),
  channel: choice(['result', 'rpc']),
  data: mapOf(typeNode),
  next: byKind({ scalar: text, map: record('a next step', { tool: text, fill: mapOf(text) }, ['tool']) }),
});
export const failures = mapOf(failure);

const given = record('a given call', { call: text, as: text, input: anyMap, keep: mapOf(text) }, ['call']);
const exampleKeys = {
  title: text,
  as: text,
  given: list(given),
  input: anyMap,
  expect: anything,
  expect_error: text,
};
export const example = record(
  'an example',
  { ...exampleKeys, expect_truncated: about('The list is cut short by the cap of the tool.', flag) },
  ['title', 'as'],
);
/** Of a resource: `changed_by` is a call after which what was read is another. */
export const resourceExample = record('an example', { ...exampleKeys, changed_by: given }, ['title', 'as']);

export const asks = mapOf(record('a question', { message: text, form: properties }, ['message', 'form']));

const limits = record('limits', {
  timeout: byKind({
    scalar: duration,
    map: record(
      'a time limit',
      { parameter: text, default: integer(1), max: integer(1), on_expiry: choice(['answer', 'error']) },
      ['parameter', 'default', 'max'],
    ),
  }),
  rate,
  quota: integer(1),
  inline_bytes: size,
  concurrent: integer(1),
});

const date = parsed('a date such as 2026-12-31', '^\\d{4}-\\d{2}-\\d{2}$', (written) =>
  /^\d{4}-\d{2}-\d{2}$/.test(written) && !Number.isNaN(Date.parse(written)) ? written : null,
);

/** Properties by name; read by the checker, since two of the names mean something else. */
const input: Form<MapNode> = {
  ...anyMap,
  schema: () => ({
    type: 'object',
    properties: { verbatim: { type: 'object' }, one_of_required: list(list(text)).schema() },
    additionalProperties: typeNode.schema(),
  }),
};

/** A tool's file, key by key. */
export const toolForm = record(
  'a tool',
  {
    title: about('What people read; listed as `Domain: Title`.', text),
    description: about('What a model must know to choose and call it. At most 1,024 characters.', text),
    icons,
    routing: about(
      'What a person would say.',
      record('routing', {
        say: list(text),
        not_for: list(record('a neighbour', { say: text, use: text }, ['say', 'use'])),
      }),
    ),
    audience: about('Who ever sees the tool.', list(text)),
    context: about('`none`, or a context that must be known of the caller.', text),
    requires: about('Privileges, all needed; `[]` is written out.', requires),
    write_mode: about('What it does to the state.', writeMode),
    effects: about('Outward effects, such as stripe or mail.', list(text)),
    open_world: about('Deals with strangers, if only by reading from them. Default: where it has effects.', flag),
    destructive: about('Default: delete is, the rest is not.', flag),
    idempotent: about('Same arguments twice, same state. Default: read and delete are.', flag),
    confirm: about('A person must agree first.', confirm),
    dry_run: about(
      'Shows what would happen.',
      byKind({
        scalar: flag,
        map: record('a dry run', { parameter: text, default: flag, by: choice(['rollback', 'resolver']) }),
      }),
    ),
    idempotency: about('Accepts idempotency_key. Default: on for all but read.', flag),
    input: about('Properties, optional unless required; or `verbatim`, a schema passed through.', input),
    include: about('Property groups of the input.', list(text)),
    page: about(
      'How a list is cut into pages.',
      record(
        'a page',
        { style: choice(['limit_offset', 'page_limit', 'page_size']), default: integer(1), max: integer(1) },
        ['style'],
      ),
    ),
    sort: record('a sort order', { fields: list(text), default: text }, ['fields', 'default']),
    filters: mapOf(
      record('a filter', { ...typeKeys, ops: list(choice(['eq', 'in', 'from', 'to', 'contains'])) }, ['ops']),
    ),
    fields: record('a field selection', { default: list(text), on_demand: list(text) }, ['default']),
    actions: about('The enum parameter `action`.', mapOf(action)),
    output: about('What it answers.', output),
    formats: list(choice(['concise', 'detailed', 'csv', 'yaml'])),
    errors: about('Failures that it declares.', failures),
    depends_on: record('dependencies', {
      session: list(record('a dependency', { tool: text, reason: text }, ['tool', 'reason'])),
      allowlist: list(text),
    }),
    feeds: about("Where an argument's value comes from: `list_projects.projects[].project_id`.", mapOf(text)),
    composes: list(text),
    asks,
    progress: flag,
    limits,
    aliases: list(
      byKind({ scalar: text, map: record('an alias', { name: text, rename: mapOf(text), adapt: flag }, ['name']) }),
    ),
    deprecated: record('a deprecation', { since: text, sunset: date, replace_with: text }, ['since']),
    uses_client: list(choice(['sampling', 'roots', 'log'])),
    examples: list(example),
  },
  ['title', 'description', 'audience', 'output'],
);

export type ToolKeys = Read<typeof toolForm>;
export type ActionKeys = Read<typeof action>;
export type OutputKeys = Read<typeof outputKeys>;
export type FailureKeys = Read<typeof failure>;
export type ExampleKeys = Read<typeof example>;
export type RequiresKeys = Read<typeof requires>;
