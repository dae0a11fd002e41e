import { randomInt } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A new random id with the prefix of its kind: `newId('prj')` → `prj_3k9…`, 24 letters and digits (124 bits). */
export function newId(prefix: string): string {
  return `${prefix}_${randomLetters(24)}`;
}

/** Lower-case letters and digits from a cryptographic source, 5.17 bits each. */
export function randomLetters(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
