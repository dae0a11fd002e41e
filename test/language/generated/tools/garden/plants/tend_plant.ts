// Generated from spec/garden/plants/tend_plant.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/garden/plants/tend_plant.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/garden/plants/tend_plant.output.json' with { type: 'json' };
import { type Plant, type PlantId, plantIdShape, plantShape } from '../../../types/garden.js';

export interface WaterInput {
  readonly action: 'water';
  /** Identifies a plant. */
  readonly plant_id: PlantId;
  /** Preview only. */
  readonly dry_run: boolean;
}

export interface RemoveInput {
  readonly action: 'remove';
  /** Identifies a plant. */
  readonly plant_id: PlantId;
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Input = WaterInput | RemoveInput;

export type Output = Plant;

/** `PLANT_NOT_FOUND`: The team has no plant {plant_id}. */
export type Failure = DeclaredFailure<'PLANT_NOT_FOUND', Record<string, never>>;

/** "Water the fern." Waters a plant, or takes it out. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output | Failure>;

export const tendPlant = {
  name: 'tend_plant',
  module: 'garden',
  domain: 'plants',
  title: 'Plants: Tend a plant',
  description: '"Water the fern." Waters a plant, or takes it out.',
  audience: ['worker'],
  context: 'team',
  requires: [],
  writeMode: 'delete',
  destructive: true,
  idempotent: false,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  actions: {
    water: {
      requires: [{ privilege: 'garden:plant:change' }],
      writeMode: 'update',
      destructive: false,
      idempotent: false,
    },
    remove: {
      requires: [{ privilege: 'garden:plant:change' }],
      writeMode: 'delete',
      destructive: true,
      idempotent: true,
    },
  },
  input: {
    type: 'object',
    properties: {
      plant_id: plantIdShape,
      action: { type: 'string', description: 'What to do.', enum: ['water', 'remove'] },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['plant_id', 'action'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: plantShape },
  errors: { PLANT_NOT_FOUND: { message: 'The team has no plant {plant_id}.', http: 404, channel: 'result' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Watered',
    as: 'red-lead',
    input: { action: 'water', plant_id: 'pla_red_1' },
    expect: { plant_id: 'pla_red_1', name: 'Fern', bed: 'shade', watered: 4 },
  },
  {
    title: 'Taken out',
    as: 'red-lead',
    input: { action: 'remove', plant_id: 'pla_red_2' },
    expect: { plant_id: 'pla_red_2', name: 'Moss' },
  },
  {
    title: "Another team's plant is not there",
    as: 'red-lead',
    input: { action: 'water', plant_id: 'pla_blue_1' },
    expectError: 'PLANT_NOT_FOUND',
  },
  {
    title: 'A reader may not',
    as: 'red-reader',
    input: { action: 'water', plant_id: 'pla_red_1' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleTendPlant(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: tendPlant, run: (input, ctx) => resolve(input as Input, ctx) };
}
