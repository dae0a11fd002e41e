// Generated from spec/kiln/firings/watch_kiln.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/kiln/firings/watch_kiln.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/kiln/firings/watch_kiln.output.json' with { type: 'json' };

export interface Input {
  /** How many to wait for. */
  readonly pots: number;
  /** Most seconds to wait. */
  readonly timeout_seconds: number;
}

export interface Output {
  /** Fired so far. */
  readonly pots: number;
  /** Whether there are as many as waited for. */
  readonly done: boolean;
}

/** "Tell me when my pots are done." Waits for so many pots, and tells what there is when the time is over. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output>;

export const watchKiln = {
  name: 'watch_kiln',
  module: 'kiln',
  domain: 'firings',
  title: 'Firings: Watch the kiln',
  description:
    '"Tell me when my pots are done." Waits for so many pots, and tells what there is when the time is over.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'kiln:firing:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: {
    type: 'object',
    properties: {
      pots: { type: 'integer', description: 'How many to wait for.', minimum: 0, maximum: 100, default: 0 },
      timeout_seconds: { type: 'integer', description: 'Most seconds to wait.', minimum: 1, maximum: 30, default: 6 },
    },
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        pots: { type: 'integer', description: 'Fired so far.', minimum: 0 },
        done: { type: 'boolean', description: 'Whether there are as many as waited for.' },
      },
      required: ['pots', 'done'],
      additionalProperties: false,
    },
  },
  dependsOn: { allowlist: ['peek_in_kiln'] },
  limits: { timeoutParameter: { name: 'timeout_seconds', default: 6, max: 30, onExpiry: 'answer' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  { title: 'Nothing to wait for', as: 'red-reader', input: {}, expect: { pots: 0, done: true } },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleWatchKiln(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: watchKiln, run: (input, ctx) => resolve(input as Input, ctx) };
}
