// Generated from spec/stock/samples/open_shelf.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/stock/samples/open_shelf.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/stock/samples/open_shelf.output.json' with { type: 'json' };
import { type Label, type ShelfState, labelShape, shelfStateShape } from '../../../types/stock.js';

export interface Input {
  /** Whether a shelf is open or locked. */
  readonly shelf: ShelfState;
}

export interface Output {
  readonly labels: readonly Label[];
}

/** "What is on the locked shelf?" The labels on a shelf; not everybody may look into the locked one. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output>;

export const openShelf = {
  name: 'open_shelf',
  module: 'stock',
  domain: 'samples',
  title: 'Samples: Open a shelf',
  description: '"What is on the locked shelf?" The labels on a shelf; not everybody may look into the locked one.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'stock:shelf:{}', of: 'shelf' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: { type: 'object', properties: { shelf: shelfStateShape }, required: ['shelf'], additionalProperties: false },
  output: { kind: 'list', of: labelShape, as: 'labels', rest: 'bare' },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'The locked one',
    as: 'red-lead',
    input: { shelf: 'locked' },
    expect: { labels: [{ untrusted: 'Basalt' }, { untrusted: 'Café fumes' }] },
  },
  {
    title: 'A reader looks into open shelves',
    as: 'red-reader',
    input: { shelf: 'open' },
    expect: { labels: [{ $any: true }, { $any: true }, { $any: true }] },
  },
  {
    title: 'A reader does not look into the locked one',
    as: 'red-reader',
    input: { shelf: 'locked' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleOpenShelf(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: openShelf, run: (input, ctx) => resolve(input as Input, ctx) };
}
