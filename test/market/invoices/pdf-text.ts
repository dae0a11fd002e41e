import { inflateSync } from 'node:zlib';

/** What a PDF of embedded fonts says, in the order in which it was drawn: as a reader would, by the fonts' own tables. */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf.toString('latin1'));
  const fonts = new Map<string, ReadonlyMap<string, string>>();
  for (const body of objects.values()) {
    for (const [, name = '', id = ''] of body.head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1];
      if (table !== undefined) fonts.set(name, readTable(objects.get(table)?.stream ?? ''));
    }
  }
  return [...objects.values()]
    .filter(({ stream }) => stream.includes(' Tf'))
    .map(({ stream }) => readPage(stream, fonts))
    .join('\n');
}

interface PdfObject {
  readonly head: string;
  readonly stream: string;
}

function objectsOf(text: string): ReadonlyMap<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  for (const [, id = '', body = ''] of text.matchAll(/\n(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [head = '', rest] = body.split('\nstream\n');
    const bytes = Buffer.from(rest?.replace(/\nendstream$/, '') ?? '', 'latin1');
    const packed = head.includes('/FlateDecode') && !head.includes('/FontFile');
    objects.set(id, { head, stream: packed ? tryInflate(bytes) : bytes.toString('latin1') });
  }
  return objects;
}

function tryInflate(bytes: Buffer): string {
  return inflateSync(bytes).toString('latin1');
}

/** `<0001> <0001> [<0049> …]` or `<0000> <00ff> [<…> <…>]`: the signs of glyphs, from the first of a range on. */
function readTable(table: string): ReadonlyMap<string, string> {
  const signs = new Map<string, string>();
  for (const [, first = '', list = ''] of table.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g)) {
    for (const [index, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]+)>/g)].entries()) {
      const glyph = (Number.parseInt(first, 16) + index).toString(16).padStart(4, '0');
      signs.set(glyph, Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'));
    }
  }
  return signs;
}

function readPage(stream: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> | undefined;
  const lines: string[] = [];
  for (const [, name, drawn] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name);
    else lines.push([...(drawn ?? '').matchAll(/<([0-9a-f]+)>/g)].map(([, hex = '']) => read(hex, font)).join(''));
  }
  return lines.join('\n');
}

function read(hex: string, font: ReadonlyMap<string, string> | undefined): string {
  return (hex.match(/.{4}/g) ?? []).map((glyph) => font?.get(glyph) ?? '�').join('');
}
