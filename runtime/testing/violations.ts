import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonSchema } from '../tool.js';

const ajv = new Ajv2020({ allErrors: true, strict: false, allowUnionTypes: true });
(addFormats as unknown as typeof addFormats.default)(ajv);

/**
 * Where a value breaks a published schema: a JSON pointer for each keyword broken there, sorted; of a value of the
 * wrong type, that alone. Judged apart from the runtime's own way.
 */
export function violations(schema: JsonSchema, value: unknown): string[] {
  const validate = ajv.compile(schema);
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  const mistyped = new Set(errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath));
  const told = errors.filter(({ keyword, instancePath }) => keyword === 'type' || !mistyped.has(instancePath));
  const pointers = told.map(({ instancePath, params }) => {
    const name = params.missingProperty ?? params.additionalProperty;
    return name === undefined
      ? instancePath
      : `${instancePath}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  });
  return pointers.sort();
}
