// Generated from spec/garden/plants/plant_row.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Step, Tool, WithCalls, WithDryRun } from 'toolwright/runtime';
import inputSchema from '../../../schemas/garden/plants/plant_row.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/garden/plants/plant_row.output.json' with { type: 'json' };
import { type Bed, type Plant, type PlantName, bedShape, plantNameShape, plantShape } from '../../../types/garden.js';
import type { Input as AddPlantInput, Output as AddPlantOutput } from './add_plant.js';
import type { Input as TendPlantInput, Output as TendPlantOutput } from './tend_plant.js';

export interface Input {
  /** What they are called. */
  readonly names: readonly PlantName[];
  /** A bed of the garden. */
  readonly bed: Bed;
  /** Preview only. */
  readonly dry_run: boolean;
}

export interface Outcome {
  /** The item as given. */
  readonly item: PlantName;
  /** How it stands. */
  readonly status: 'done' | 'pending' | 'failed' | 'needs_person';
  /** What came of it, when done. */
  readonly value?: Plant;
  /** Why it failed. */
  readonly error?: string;
  /** Where a person goes on with it. */
  readonly url?: string;
  /** The tool to call next. */
  readonly next?: string;
}

export interface Output {
  readonly results: readonly Outcome[];
}

/** The steps, by tool. */
export interface Calls {
  readonly add_plant: Step<Omit<AddPlantInput, 'dry_run' | 'bed'> & Partial<Pick<AddPlantInput, 'bed'>>, AddPlantOutput>;
  readonly tend_plant: {
    readonly water: Step<Omit<Extract<TendPlantInput, { readonly action: 'water' }>, 'action' | 'dry_run'>, TendPlantOutput>;
  };
}

/**
 * "Plant a rose, a lily and a tulip into the sun." Adds several plants and waters each; what becomes of each is told.
 * Not for "just one rose": use add_plant.
 */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'> & WithDryRun & WithCalls<Calls>) => Promise<Output>;

export const plantRow = {
  name: 'plant_row',
  module: 'garden',
  domain: 'plants',
  title: 'Plants: Plant a row',
  description:
    '"Plant a rose, a lily and a tulip into the sun." Adds several plants and waters each; what becomes of each is told. Not for "just one rose": use add_plant.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'garden:plant:change' }],
  writeMode: 'create',
  destructive: false,
  idempotent: false,
  dryRun: { parameter: 'dry_run', default: false, by: 'resolver' },
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      names: {
        type: 'array',
        description: 'What they are called.',
        items: plantNameShape,
        minItems: 1,
        maxItems: 10,
        uniqueItems: true,
      },
      bed: { ...bedShape, default: 'sun' },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['names'],
    additionalProperties: false,
  },
  output: { kind: 'outcomes', per: 'names', value: plantShape, properties: {} },
  composes: ['add_plant', 'tend_plant.water'],
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Two into the sun',
    as: 'red-lead',
    input: { names: ['Rose', 'Tulip'] },
    expect: {
      results: [
        {
          $exact: true,
          item: 'Rose',
          status: 'done',
          value: { plant_id: { $pattern: '^pla_' }, name: 'Rose', bed: 'sun', watered: 1 },
        },
        { item: 'Tulip', status: 'done', value: { name: 'Tulip', watered: 1 } },
      ],
    },
  },
  {
    title: 'One of them is there already',
    as: 'red-lead',
    input: { names: ['Fern', 'Tulip'] },
    expect: {
      results: [
        {
          $exact: true,
          item: 'Fern',
          status: 'failed',
          error: "There is a plant called 'Fern' already.",
          next: 'tend_plant',
        },
        { item: 'Tulip', status: 'done' },
      ],
    },
  },
  {
    title: 'A gardener is needed',
    as: 'red-lead',
    input: { names: ['Lily'], bed: 'pond' },
    expect: {
      results: [
        {
          $exact: true,
          item: 'Lily',
          status: 'needs_person',
          error: 'A gardener has to open the bed first.',
          url: 'https://garden.example/beds/pond',
        },
      ],
    },
  },
  { title: 'A reader may not', as: 'red-reader', input: { names: ['Rose'] }, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handlePlantRow(resolve: Resolver): Handler<Context<'person' | 'team'> & WithDryRun & WithCalls<Calls>> {
  return { tool: plantRow, run: (input, ctx) => resolve(input as Input, ctx) };
}
