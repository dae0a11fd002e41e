// Generated from spec/garden/plants/add_plant.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/garden/plants/add_plant.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/garden/plants/add_plant.output.json' with { type: 'json' };
import { type Bed, type Plant, type PlantName, bedShape, plantNameShape, plantShape } from '../../../types/garden.js';

export interface Input {
  /** What a plant is called. */
  readonly name: PlantName;
  /** A bed of the garden. */
  readonly bed: Bed;
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Output = Plant;

/**
 * `BED_CLOSED`: A gardener has to open the bed first.
 *
 * `NAME_TAKEN`: There is a plant called '{name}' already.
 */
export type Failure =
  | DeclaredFailure<'BED_CLOSED', { readonly url: string }>
  | DeclaredFailure<'NAME_TAKEN', Record<string, never>>;

/** "Put a rose into the sun." One new plant in a bed. Not for "plant these five": use plant_row. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output | Failure>;

export const addPlant = {
  name: 'add_plant',
  module: 'garden',
  domain: 'plants',
  title: 'Plants: Add a plant',
  description: '"Put a rose into the sun." One new plant in a bed. Not for "plant these five": use plant_row.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'garden:plant:change' }],
  writeMode: 'create',
  destructive: false,
  idempotent: false,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      name: plantNameShape,
      bed: { ...bedShape, default: 'sun' },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['name'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: plantShape },
  errors: {
    BED_CLOSED: {
      message: 'A gardener has to open the bed first.',
      http: 409,
      channel: 'result',
      data: { url: { type: 'string', description: 'Where a gardener opens it.', format: 'uri' } },
    },
    NAME_TAKEN: { message: "There is a plant called '{name}' already.", http: 409, channel: 'result' },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Into the sun',
    as: 'red-lead',
    input: { name: 'Rose' },
    expect: { plant_id: { $pattern: '^pla_' }, name: 'Rose', bed: 'sun', watered: 0 },
  },
  {
    title: 'A name stands once in a garden',
    as: 'red-lead',
    input: { name: 'Fern', bed: 'shade' },
    expectError: 'NAME_TAKEN',
  },
  { title: 'The pond is closed', as: 'red-lead', input: { name: 'Lily', bed: 'pond' }, expectError: 'BED_CLOSED' },
  { title: 'A reader may not', as: 'red-reader', input: { name: 'Rose' }, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleAddPlant(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: addPlant, run: (input, ctx) => resolve(input as Input, ctx) };
}
