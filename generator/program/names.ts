/**
 * All quoting, escaping and naming of generated code. ts-morph prints what it is given as it is, so whatever comes from
 * a spec passes through here on its way into TypeScript.
 */

const RESERVED = new Set(
  `abstract arguments as async await boolean break case catch class const constructor continue debugger declare default
  delete do else enum eval export extends false finally for from function get if implements import in infer instanceof
  interface is keyof let module namespace never new null number object of package private protected public readonly
  require return satisfies set static string super switch symbol this throw true try type typeof undefined unique
  unknown using var void while with yield Infinity NaN`.split(/\s+/),
);

/** What a generated tool file declares or binds beside the tool's own constant. */
const TAKEN_IN_TOOL_FILES = new Set([
  'examples',
  'inputSchema',
  'outputSchema',
  'resolve',
  'adapt',
  'input',
  'ctx',
  'app',
]);

/** The words of a stem, whatever its style: `entity-read`, `catalog.product.get`, `rotate_credentials`, `ProjectId`. */
function words(stem: string): readonly string[] {
  return stem.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
}

/** `rotate_credentials` → `RotateCredentials`; inner capitals stay. */
export function pascalCase(stem: string): string {
  const joined = words(stem)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return /^[A-Za-z]/.test(joined) ? joined : `N${joined}`;
}

/** `entity-read` → `entityRead`, `URLList` → `urlList`. May be a reserved word. */
export function camelCase(stem: string): string {
  return pascalCase(stem).replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+$|^[A-Z]/, (head) => head.toLowerCase());
}

/** A camel-cased name that may stand for a variable: `delete` → `deleteTool`. */
export function toolIdentifier(stem: string): string {
  const name = camelCase(stem);
  return RESERVED.has(name) || TAKEN_IN_TOOL_FILES.has(name) ? `${name}Tool` : name;
}

/** Names within one file: the first to ask gets the name it wants, the next one a number after it. */
export class NameSpace {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  /** The first of the wishes that is free and no reserved word, else the last of them with a number; now taken. */
  claim(...wishes: readonly [string, ...string[]]): string {
    const free = wishes.find((wish) => !this.#taken.has(wish) && !RESERVED.has(wish));
    const name = free ?? this.#numbered(wishes[wishes.length - 1] ?? wishes[0]);
    this.#taken.add(name);
    return name;
  }

  #numbered(wish: string): string {
    let number = 2;
    while (this.#taken.has(`${wish}${number}`)) number += 1;
    return `${wish}${number}`;
  }
}

// Control, line-separator, bidirectional, invisible and private characters and lone surrogates: a reader must see what is
// there.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;
/** Joiners within emoji and scripts are text, not disguise. */
const JOINERS = new Set(['\u200c', '\u200d']);
const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeUnseen(char: string): string {
  if (JOINERS.has(char)) return char;
  const code = char.codePointAt(0) ?? 0;
  return (
    SHORT_ESCAPES[char] ?? (code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`)
  );
}

/** A string literal: single quotes, or double ones where that saves escapes. Evaluates to exactly the text given. */
export function quote(text: string): string {
  const mark = text.split("'").length > text.split('"').length ? '"' : "'";
  return mark + text.replaceAll('\\', '\\\\').replaceAll(mark, `\\${mark}`).replace(UNSEEN, escapeUnseen) + mark;
}

/** A property's name in a type: quoted only where it must be. */
export function memberKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
}

/** A property's name in an object literal, where a plain `__proto__` would set the prototype instead. */
export function literalKey(name: string): string {
  return name === '__proto__' ? "['__proto__']" : memberKey(name);
}

/** Text that may stand in a comment: it cannot end it, and nothing in it is invisible or a JSDoc tag. */
export function commentText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('*/', '*\\/')
    .replace(UNSEEN, (char) => (char === '\n' || JOINERS.has(char) ? char : ' '))
    .replace(/(?<=^|\s)@/g, '\\@');
}

/**
 * The inside of a JSDoc comment, wrapped to `width` columns: one line as it is, several as ts-morph wants them, with a
 * line break in front.
 */
export function docText(text: string, width: number): string {
  const paragraphs = commentText(text)
    .trim()
    .split(/\n\s*\n/);
  const lines = paragraphs.flatMap((paragraph, index) => [...(index > 0 ? [''] : []), ...wrap(paragraph, width - 3)]);
  const [only = ''] = lines;
  return lines.length === 1 && only.length + 7 <= width ? only : `\n${lines.join('\n')}`;
}

function wrap(paragraph: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}
