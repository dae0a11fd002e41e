import { shortText } from '../call/output/clean-text.js';

const maxCharacters = 80;

/** What a program calls itself, as people can be shown it: on one line, cut, and without what cannot be seen. */
export function shownName(name: string): string {
  return shortText(name, maxCharacters).trim() || 'A program without a name';
}
