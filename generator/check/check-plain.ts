import type { Property, TypeDeclaration } from '../model.js';
import { type Scope, typeKey } from './check-scope.js';

const plain = ['string', 'integer', 'number', 'boolean', 'enum'];

/** Parts of addresses and arguments of prompts travel as text, so each is one plain value. */
export function checkPlain(
  properties: readonly Property[],
  types: ReadonlyMap<string, TypeDeclaration>,
  { log }: Scope,
): void {
  for (const { name, type, place } of properties) {
    const whole = type.kind === 'named' ? types.get(typeKey(type.module, type.name))?.type : type;
    if (whole && !plain.includes(whole.kind)) log.report('not-plain', { ...place, length: name.length }, { name });
  }
}
