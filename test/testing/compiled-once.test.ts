import { AjvJsonSchemaValidator } from '@modelcontextprotocol/client/validators/ajv';
import { expect, test } from 'vitest';
import { compiledOnce } from '../../runtime/testing/compiled-once.js';

const schema = (type: string) => ({ type: 'object' as const, properties: { n: { type } }, required: ['n'] });

test('equal schemas have one validator, the library’s own; any other schema has another', () => {
  const compiler = compiledOnce(new AjvJsonSchemaValidator());
  const validator = compiler.getValidator(schema('integer'));
  expect(validator({ n: 1 }).valid).toBe(true);
  expect(validator({ n: 'x' })).toMatchObject({ valid: false, errorMessage: 'data/n must be integer' });
  expect(compiler.getValidator(schema('integer'))).toBe(validator);
  expect(compiler.getValidator(schema('string'))({ n: 'x' }).valid).toBe(true);
});

test('a schema that the library refuses is refused each time', () => {
  const compiler = compiledOnce(new AjvJsonSchemaValidator());
  for (const _ of [1, 2]) expect(() => compiler.getValidator(schema('nonsense'))).toThrow();
});
