import { bounds } from './bounds.js';
import { reasons } from './reasons.js';

const signs = new RegExp(`[-+*/<>=~!@#%^&|\`?]{${bounds.signs + 1},}`);

/** What a text is refused for before anybody reads it: what the scanner cannot take, or would take too long for. */
export function refuseText(sql: string): string | undefined {
  if (sql.length > bounds.text) return reasons.tooLong(sql.length);
  if (sql.includes('\0') || /\p{Surrogate}/u.test(sql)) return reasons.noText;
  if (sql.trim() === '') return reasons.noSelect;
  if (sql.split('/*').length - 1 > bounds.comments) return reasons.tooManyComments;
  return signs.test(sql) ? reasons.tooManySigns : undefined;
}
