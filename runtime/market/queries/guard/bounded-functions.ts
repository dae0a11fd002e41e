import { bounds } from './bounds.js';
import { integerOf, textOf } from './fields.js';
import type { Place } from './place.js';
import { reasons } from './reasons.js';
import { refuseSeries } from './series.js';

/** Why a call is refused for its arguments; undefined if nothing is against them. */
type ArgumentRule = (args: readonly unknown[], place: Place) => string | undefined;

/** The functions of `allowed-functions.ts` whose arguments say how large their answer is. */
export const argumentRules: ReadonlyMap<string, ArgumentRule> = new Map<string, ArgumentRule>([
  ['lpad', (args) => refusePadding('lpad', args)],
  ['rpad', (args) => refusePadding('rpad', args)],
  ['format', refuseFormat],
  ['generate_series', refuseSeries],
]);

function refusePadding(name: string, [, length]: readonly unknown[]): string | undefined {
  const characters = integerOf(length);
  return characters !== undefined && characters <= bounds.padding ? undefined : reasons.padding(name);
}

/** Widths (`%1000s`, `%*s`) would pad; positions (`%1$s`) do not. */
function refuseFormat([pattern]: readonly unknown[]): string | undefined {
  const plain = /^(?:[^%]|%%|%(?:[0-9]+\$)?[sIL])*$/;
  return plain.test(textOf(pattern) ?? '%') ? undefined : reasons.format;
}
