import type { ObjectType, Property, Type, TypeDeclaration } from '../model.js';
import { innerTypes } from '../program/visit-type.js';
import type { Span } from '../read/node.js';
import { type Scope, typeKey } from './check-scope.js';

/** Inputs that clients mirror as HTTP headers: plain values at the top, one a header, nothing sensitive. */
export function checkHeaders(input: ObjectType, types: ReadonlyMap<string, TypeDeclaration>, { log }: Scope): void {
  const taken = new Map<string, Span>();
  for (const property of input.properties) {
    for (const inner of nested(property.type)) {
      if (inner.header !== undefined) log.report('header-misplaced', spanOf(inner), { name: inner.name });
    }
    if (property.header === undefined) continue;
    const span = spanOf(property);
    const declared =
      property.type.kind === 'named' ? types.get(typeKey(property.type.module, property.type.name)) : undefined;
    if (!/^[A-Za-z][A-Za-z0-9-]{0,63}$/.test(property.header)) {
      log.report('name-style', span, {
        name: property.header,
        rule: 'letters, digits and dashes, as of an HTTP header',
      });
    }
    if (property.sensitivity ?? declared?.sensitivity) log.report('header-with-sensitivity', span, {});
    if (!isMirrored(property.type, declared?.type)) log.report('header-misplaced', span, { name: property.name });
    const earlier = taken.get(property.header.toLowerCase());
    const related = earlier ? [{ span: earlier, message: 'This input has it already.' }] : [];
    if (earlier) log.report('duplicate-value', span, { value: property.header }, { related });
    else taken.set(property.header.toLowerCase(), span);
  }
}

/** What clients mirror: text, integers, booleans. A tool with a header on anything else they leave out of their lists. */
function isMirrored(type: Type, declared: Type | undefined): boolean {
  const whole = declared ?? type;
  if (type.nullable || whole.nullable) return false;
  if (whole.kind === 'enum') return new Set(whole.values.map((value) => typeof value)).size === 1;
  return ['string', 'integer', 'boolean'].includes(whole.kind);
}

function nested(type: Type): readonly Property[] {
  const own = type.kind === 'object' ? type.properties : [];
  return [...own, ...innerTypes(type).flatMap(nested)];
}

function spanOf({ place, name }: Property): Span {
  return { ...place, length: name.length };
}
