// Generated from spec/garden/types/. Change the files there and run `npx toolwright generate`.
import type { Shape } from 'toolwright/runtime';

/** A bed of the garden. */
export type Bed = 'sun' | 'shade' | 'pond';

export const bedShape = {
  type: 'string',
  description: 'A bed of the garden.',
  enum: ['sun', 'shade', 'pond'],
} as const satisfies Shape;

/** Identifies a plant. */
export type PlantId = string;

export const plantIdShape = {
  type: 'string',
  description: 'Identifies a plant.',
  pattern: '^pla_[a-z0-9_]{1,40}$',
  maxLength: 44,
} as const satisfies Shape;

/** What a plant is called. */
export type PlantName = string;

export const plantNameShape = {
  type: 'string',
  description: 'What a plant is called.',
  minLength: 2,
  maxLength: 40,
} as const satisfies Shape;

/** A plant in its bed. */
export interface Plant {
  /** Identifies a plant. */
  readonly plant_id: PlantId;
  /** What a plant is called. */
  readonly name: PlantName;
  /** A bed of the garden. */
  readonly bed: Bed;
  /** How often it has been watered. */
  readonly watered: number;
}

export const plantShape = {
  type: 'object',
  description: 'A plant in its bed.',
  properties: {
    plant_id: plantIdShape,
    name: plantNameShape,
    bed: bedShape,
    watered: { type: 'integer', description: 'How often it has been watered.', minimum: 0 },
  },
  required: ['plant_id', 'name', 'bed', 'watered'],
  additionalProperties: false,
} as const satisfies Shape;

/** A kind of seed in stock. */
export interface Seed {
  /** Number of the kind. */
  readonly number: number;
  /** Its name. */
  readonly name: string;
  /** Where the dealer says that it comes from. */
  readonly origin: string;
}

export const seedShape = {
  type: 'object',
  description: 'A kind of seed in stock.',
  properties: {
    number: { type: 'integer', description: 'Number of the kind.', minimum: 1 },
    name: { type: 'string', description: 'Its name.', maxLength: 60 },
    origin: {
      type: 'string',
      description: 'Where the dealer says that it comes from.',
      maxLength: 60,
      trust: 'untrusted',
    },
  },
  required: ['number', 'name', 'origin'],
  additionalProperties: false,
} as const satisfies Shape;
