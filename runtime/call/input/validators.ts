import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonSchema, Shape } from '../../tool.js';
import { jsonSchemaOf } from './json-schema-of.js';

const options = {
  // The checker of the language is stricter than Ajv's own lint, and fixtures bring schemas of others.
  strict: false,
  allowUnionTypes: true,
  addUsedSchema: false,
  logger: false,
} as const;

/** Inputs are told all that is wrong with them at once; of an output the first fault is enough to withhold it. */
const inputs = withFormats(new Ajv2020({ ...options, allErrors: true, verbose: true }));
const outputs = withFormats(new Ajv2020(options));

const inputValidators = new WeakMap<Shape, ValidateFunction>();
const outputValidators = new WeakMap<Shape, ValidateFunction>();
const schemaValidators = new WeakMap<JsonSchema, ValidateFunction>();

/** The validator of an input's shape, compiled on first use. */
export function inputValidator(shape: Shape): ValidateFunction {
  const known = inputValidators.get(shape) ?? inputs.compile(jsonSchemaOf(shape, 'input'));
  inputValidators.set(shape, known);
  return known;
}

/** The validator of an output's shape, compiled on first use. */
export function outputValidator(shape: Shape): ValidateFunction {
  const known = outputValidators.get(shape) ?? outputs.compile(jsonSchemaOf(shape, 'output'));
  outputValidators.set(shape, known);
  return known;
}

/** The validator of a published schema, compiled on first use. */
export function schemaValidator(schema: JsonSchema): ValidateFunction {
  const known = schemaValidators.get(schema) ?? outputs.compile(schema);
  schemaValidators.set(schema, known);
  return known;
}

function withFormats(ajv: Ajv2020): Ajv2020 {
  // A CommonJS package whose types describe only its ES module form.
  (addFormats as unknown as typeof addFormats.default)(ajv);
  return ajv;
}
