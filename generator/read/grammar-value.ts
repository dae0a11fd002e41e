import { type Form, mismatch } from './form.js';
import type { At, MapNode, Node } from './node.js';

/** Text on one or more lines, trimmed. What cannot be seen cannot be reviewed, so invisible characters are refused. */
export const text: Form<At<string>> = {
  what: 'text',
  schema: () => ({ type: 'string', minLength: 1 }),
  read(node, log) {
    if (node.kind !== 'scalar' || typeof node.value !== 'string') return mismatch(node, 'text', log);
    const value = node.value.trim();
    if (value === '') return mismatch(node, 'text', log);
    const hidden = /[\p{Cf}\p{Cs}\p{Cc}]/u.exec(value.replace(/[\n\t]|[\u200c\u200d]/g, ''));
    if (hidden) log.report('invisible-character', node.span, { code: codePoint(hidden[0]) });
    return { value, span: node.span };
  },
};

export const flag: Form<At<boolean>> = {
  what: 'true or false',
  schema: () => ({ type: 'boolean' }),
  read: (node, log) =>
    node.kind === 'scalar' && typeof node.value === 'boolean'
      ? { value: node.value, span: node.span }
      : mismatch(node, 'true or false', log),
};

export const number: Form<At<number>> = {
  what: 'a number',
  schema: () => ({ type: 'number' }),
  read: (node, log) =>
    node.kind === 'scalar' && typeof node.value === 'number'
      ? { value: node.value, span: node.span }
      : mismatch(node, 'a number', log),
};

export function integer(minimum: number, maximum: number = Number.MAX_SAFE_INTEGER): Form<At<number>> {
  const what =
    maximum === Number.MAX_SAFE_INTEGER
      ? `a whole number from ${minimum}`
      : `a whole number from ${minimum} to ${maximum}`;
  return {
    what,
    schema: () => ({ type: 'integer', minimum, maximum }),
    read: (node, log) =>
      node.kind === 'scalar' &&
      Number.isInteger(node.value) &&
      Number(node.value) >= minimum &&
      Number(node.value) <= maximum
        ? { value: Number(node.value), span: node.span }
        : mismatch(node, what, log),
  };
}

/** Anything: the node itself. */
export const anything: Form<Node> = { what: 'any value', schema: () => ({}), read: (node) => node };

export const anyMap: Form<MapNode> = {
  what: 'a map',
  schema: () => ({ type: 'object' }),
  read: (node, log) => (node.kind === 'map' ? node : mismatch(node, 'a map', log)),
};

/** One of a few words. */
export function choice<const Words extends readonly string[]>(words: Words): Form<At<Words[number]>> {
  const what = `one of ${words.join(', ')}`;
  return {
    what,
    schema: () => ({ enum: words }),
    read(node, log) {
      if (node.kind !== 'scalar' || typeof node.value !== 'string') return mismatch(node, what, log);
      if (words.includes(node.value)) return { value: node.value, span: node.span };
      log.report('unknown-word', node.span, { word: node.value, words: words.join(', ') }, { candidates: words });
      return undefined;
    },
  };
}

/** Text of a certain form, turned into what it means: `256KiB` into bytes. */
export function parsed<T>(what: string, pattern: string, convert: (text: string) => T | null): Form<At<T>> {
  return {
    what,
    schema: () => ({ type: 'string', pattern }),
    read(node, log) {
      const value = node.kind === 'scalar' && typeof node.value === 'string' ? convert(node.value.trim()) : null;
      return value === null ? mismatch(node, what, log) : { value, span: node.span };
    },
  };
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
