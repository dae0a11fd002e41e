import { list, type Read, record } from './grammar.js';
import { text } from './grammar-value.js';

/** `icons:` of the server, of a tool, a resource or a prompt. */
export const icons = list(record('an icon', { src: text, mime_type: text, sizes: list(text) }, ['src']));

export type IconKeys = Read<typeof icons>;
