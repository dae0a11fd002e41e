// Generated from spec/kiln/firings/fire_pot.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/kiln/firings/fire_pot.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/kiln/firings/fire_pot.output.json' with { type: 'json' };
import type { ClayId } from '../../../types/kiln.js';

export interface Input {
  /** What it is made of. */
  readonly clay: ClayId;
  /** A name to know it by. */
  readonly label: string;
  /** Who fetches it. */
  readonly owner?: string;
}

export interface Output {
  /** As given. */
  readonly label: string;
  /** How hot it was. */
  readonly degrees: number;
}

/** `NO_PLAN`: There is no plan for {clay}. */
export type Failure = DeclaredFailure<'NO_PLAN', Record<string, never>>;

/** "Fire my vase." Fires one pot by the plan of its clay; three times as much work as anything else here. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output | Failure>;

export const firePot = {
  name: 'fire_pot',
  module: 'kiln',
  domain: 'firings',
  title: 'Firings: Fire a pot',
  description: '"Fire my vase." Fires one pot by the plan of its clay; three times as much work as anything else here.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'kiln:firing:change' }],
  writeMode: 'create',
  destructive: false,
  idempotent: false,
  input: {
    type: 'object',
    properties: {
      clay: { type: 'string', description: 'What it is made of.', pattern: '^cly_[a-z0-9_]{1,40}$', maxLength: 10000 },
      label: { type: 'string', description: 'A name to know it by.', minLength: 1, maxLength: 40 },
      owner: { type: 'string', description: 'Who fetches it.', maxLength: 40, sensitivity: 'pii' },
    },
    required: ['clay', 'label'],
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        label: { type: 'string', description: 'As given.' },
        degrees: { type: 'integer', description: 'How hot it was.' },
      },
      required: ['label', 'degrees'],
      additionalProperties: false,
    },
  },
  errors: {
    NO_PLAN: {
      message: 'There is no plan for {clay}.',
      http: 409,
      channel: 'result',
      next: { tool: 'draw_plan', fill: { clay_id: 'clay' } },
    },
  },
  dependsOn: { session: [{ tool: 'draw_plan', reason: 'A plan is drawn before anything is fired by it.' }] },
  feeds: { clay: { tool: 'list_clays', path: 'clays[].clay_id' } },
  limits: { timeoutMs: 7000, quota: 3 },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'A vase',
    as: 'red-lead',
    given: [{ call: 'list_clays', input: {} }, { call: 'draw_plan', input: { clay_id: 'cly_red_1' } }],
    input: { clay: 'cly_red_1', label: 'Vase', owner: 'Ada' },
    expect: { label: 'Vase', degrees: 1240 },
  },
  {
    title: 'By no plan',
    as: 'red-lead',
    given: [{ call: 'list_clays', input: {} }, { call: 'draw_plan', input: { clay_id: 'cly_red_1' } }],
    input: { clay: 'cly_red_2', label: 'Vase' },
    expectError: 'NO_PLAN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleFirePot(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: firePot, run: (input, ctx) => resolve(input as Input, ctx) };
}
