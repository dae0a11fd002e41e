import type { EnumType, Property, Type, TypeFacts } from '../model.js';
import type { Lookup } from '../program/lookup.js';
import { defined } from './print-value.js';
import type { WireSchema } from './wire-schema.js';

/**
 * A question's form as `elicitation/create` takes it: an object of flat properties. Only what the spec says: bounds that
 * the language adds to inputs are for the answer's check, not for the person to read.
 */
export function formSchema(form: readonly Property[], find: Lookup): WireSchema {
  const required = form.filter((property) => property.required).map(({ name }) => name);
  return defined({
    type: 'object',
    properties: Object.fromEntries(form.map((property) => [property.name, fieldSchema(property, find)])),
    required: required.length > 0 ? required : undefined,
  });
}

function fieldSchema({ type, description }: Property, find: Lookup): WireSchema {
  const resolved = type.kind === 'named' ? { ...find.resolve(type), ...facts(type) } : type;
  return defined({
    ...typeSchema(resolved, find),
    description: description || resolved.description,
    default: resolved.default,
  });
}

/** What the place says over what the named type says. */
function facts({ description, default: value }: TypeFacts): TypeFacts {
  return { ...(description !== undefined && { description }), ...(value !== undefined && { default: value }) };
}

function typeSchema(type: Type, find: Lookup): WireSchema {
  switch (type.kind) {
    case 'string': {
      const { format, pattern, minLength, maxLength } = type;
      return defined({ type: 'string', format, pattern, minLength, maxLength });
    }
    case 'integer':
    case 'number': {
      const { kind, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = type;
      return defined({ type: kind, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf });
    }
    case 'enum':
      return { type: 'string', ...choices(type, 'oneOf') };
    case 'list': {
      const of = type.of.kind === 'named' ? find.resolve(type.of) : type.of;
      const items = of.kind === 'enum' ? choices(of, 'anyOf') : {};
      const { minItems, maxItems } = type;
      return defined({
        type: 'array',
        minItems,
        maxItems,
        items: { ...('enum' in items && { type: 'string' }), ...items },
      });
    }
    case 'raw':
      return type.schema;
    default:
      return { type: 'boolean' };
  }
}

/** Each value with a person's word for it, where there are words. */
function choices({ values, titles }: EnumType, keyword: 'oneOf' | 'anyOf'): WireSchema {
  if (titles === undefined) return { enum: values };
  return { [keyword]: values.map((value, index) => ({ const: value, title: titles[index] ?? String(value) })) };
}
