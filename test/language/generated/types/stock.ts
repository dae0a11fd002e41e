// Generated from spec/stock/types/. Change the files there and run `npx toolwright generate`.
import type { Shape } from 'toolwright/runtime';

/** What it is a sample of. */
export type SampleKind = 'rock' | 'water' | 'air';

export const sampleKindShape = {
  type: 'string',
  description: 'What it is a sample of.',
  enum: ['rock', 'water', 'air'],
} as const satisfies Shape;

/** A condition; `all` must hold together with it. */
export interface Condition {
  /** What it is a sample of. */
  readonly kind?: SampleKind;
  /** Least grams. */
  readonly lightest?: number;
  /** All of these hold as well. */
  readonly all?: readonly {
    /** What it is a sample of. */
    readonly kind?: SampleKind;
    /** Least grams. */
    readonly lightest?: number;
    /** All of these hold as well. */
    readonly all?: readonly {
      /** What it is a sample of. */
      readonly kind?: SampleKind;
      /** Least grams. */
      readonly lightest?: number;
    }[];
  }[];
}

export const conditionShape = {
  type: 'object',
  description: 'A condition; `all` must hold together with it.',
  properties: {
    kind: sampleKindShape,
    lightest: { type: 'number', description: 'Least grams.', minimum: 0 },
    all: {
      type: 'array',
      description: 'All of these hold as well.',
      items: {
        type: 'object',
        properties: {
          kind: sampleKindShape,
          lightest: { type: 'number', description: 'Least grams.', minimum: 0 },
          all: {
            type: 'array',
            description: 'All of these hold as well.',
            items: {
              type: 'object',
              properties: {
                kind: sampleKindShape,
                lightest: { type: 'number', description: 'Least grams.', minimum: 0 },
              },
              additionalProperties: false,
            },
            maxItems: 3,
          },
        },
        additionalProperties: false,
      },
      maxItems: 3,
    },
  },
  additionalProperties: false,
} as const satisfies Shape;

/** As the finder wrote it. */
export type Label = string;

export const labelShape = {
  type: 'string',
  description: 'As the finder wrote it.',
  maxLength: 80,
  trust: 'untrusted',
} as const satisfies Shape;

/** Identifies a sample. */
export type SampleId = string;

export const sampleIdShape = {
  type: 'string',
  description: 'Identifies a sample.',
  pattern: '^smp_[a-z0-9_]{1,40}$',
  maxLength: 44,
} as const satisfies Shape;

/** Whether a shelf is open or locked. */
export type ShelfState = 'open' | 'locked';

export const shelfStateShape = {
  type: 'string',
  description: 'Whether a shelf is open or locked.',
  enum: ['open', 'locked'],
} as const satisfies Shape;

/** A sample and where it is kept. */
export interface Sample {
  /** Identifies a sample. */
  readonly sample_id: SampleId;
  /** What it is a sample of. */
  readonly kind: SampleKind;
  /** As the finder wrote it. */
  readonly label: string;
  /** Its weight. */
  readonly grams: number;
  /** The day it was taken. */
  readonly taken_on: string;
  /** Where it is kept. */
  readonly shelf: ShelfState;
  /** Who keeps it. */
  readonly keeper: string;
  /** Remarks. */
  readonly note: string | null;
}

export const sampleShape = {
  type: 'object',
  description: 'A sample and where it is kept.',
  properties: {
    sample_id: sampleIdShape,
    kind: sampleKindShape,
    label: { type: 'string', description: 'As the finder wrote it.', maxLength: 80, trust: 'untrusted' },
    grams: { type: 'number', description: 'Its weight.', minimum: 0 },
    taken_on: { type: 'string', description: 'The day it was taken.', format: 'date' },
    shelf: { ...shelfStateShape, description: 'Where it is kept.' },
    keeper: {
      type: 'string',
      description: 'Who keeps it.',
      maxLength: 80,
      sensitivity: 'pii',
      privilege: 'stock:sample:see_keeper',
    },
    note: { type: ['string', 'null'], description: 'Remarks.', maxLength: 200, trust: 'untrusted', detail: true },
  },
  required: ['sample_id', 'kind', 'label', 'grams', 'taken_on', 'shelf', 'keeper', 'note'],
  additionalProperties: false,
} as const satisfies Shape;

/** A row whose columns the caller named. */
export interface TableRow {
  readonly [key: string]: unknown;
}

export const tableRowShape = {
  type: 'object',
  description: 'A row whose columns the caller named.',
  properties: {},
  additionalProperties: true,
  trust: 'cleaned',
} as const satisfies Shape;
