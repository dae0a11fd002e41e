import type { Node as YamlNode } from 'yaml';
import { Composer, type CST, type Document, isAlias, isMap, isScalar, isSeq, LineCounter, Parser } from 'yaml';
import type { Log } from '../diagnostic/diagnostic.js';
import type { At, MapNode, Node, Span } from './node.js';
import type { Source } from './source.js';

const maxBytes = 1024 * 1024;
const maxDepth = 64;

/** YAML text to nodes with places. Null, and a diagnostic, where the file is no YAML of the language. */
export function parse(source: Source, log: Log): Node | null {
  const start: Span = { file: source.path, line: 1, column: 1, length: 1 };
  if (source.bytes.length > maxBytes) {
    log.report('file-too-large', start, { bytes: source.bytes.length, max: maxBytes });
    return null;
  }
  const text = decode(source.bytes);
  if (text === null) {
    log.report('not-text', start, {});
    return null;
  }
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const reader = new Reader(source.path, text, lines, log);
  const deep = tooDeep(tokens);
  if (deep !== null) {
    log.report('nesting-too-deep', reader.span(deep, deep + 1), { max: maxDepth });
    return null;
  }
  const options = { uniqueKeys: false, prettyErrors: false, logLevel: 'silent', version: '1.2' } as const;
  const documents = [...new Composer(options).compose(tokens, true, text.length)];
  return reader.read(documents);
}

/** UTF-8 with or without a byte order mark; null for anything that is not text. */
function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /(?![\n\r\t])\p{Cc}/u.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** The offset of the first token beyond the allowed depth. Iterative: the library's composer recurses, and would die. */
function tooDeep(tokens: readonly CST.Token[]): number | null {
  const open = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (depth > maxDepth) return token.offset;
    if (token.type === 'document' && token.value) open.push({ token: token.value, depth: depth + 1 });
    if (!('items' in token)) continue;
    for (const item of token.items) {
      if (item.key) open.push({ token: item.key, depth: depth + 1 });
      if (item.value) open.push({ token: item.value, depth: depth + 1 });
    }
  }
  return null;
}

class Reader {
  /** What aliases stand for is never looked up, so little can be said of a file that has some. */
  private hasAlias = false;

  constructor(
    private readonly file: string,
    private readonly text: string,
    private readonly lines: LineCounter,
    private readonly log: Log,
  ) {}

  span(start: number, end: number): Span {
    const { line, col } = this.lines.linePos(start);
    const found = this.text.slice(start).search(/[\r\n]|$/);
    return { file: this.file, line, column: col, length: Math.max(1, Math.min(end - start, found)) };
  }

  read(documents: readonly Document[]): Node | null {
    const [document, second] = documents;
    const errors = documents.flatMap((one) => one.errors);
    for (const error of errors) {
      const span = this.span(error.pos[0], error.pos[1]);
      if (error.code === 'TAB_AS_INDENT') this.log.report('tab', span, {});
      else this.log.report('yaml-syntax', span, { problem: firstSentence(error.message) });
    }
    if (second !== undefined) {
      this.log.report('multiple-documents', this.span(second.range?.[0] ?? 0, second.range?.[1] ?? 0), {});
      return null;
    }
    if (errors.length > 0) return null;
    if (!document?.contents) {
      this.log.report('empty-file', { file: this.file, line: 1, column: 1, length: 1 }, {});
      return null;
    }
    const node = this.node(document.contents as YamlNode);
    return this.hasAlias ? null : node;
  }

  private node(node: YamlNode): Node {
    const span = this.span(node.range?.[0] ?? 0, node.range?.[1] ?? 0);
    if (isAlias(node) || ('anchor' in node && node.anchor !== undefined)) this.refuseAlias(span);
    if (isAlias(node)) return { kind: 'scalar', span, value: null };
    if (node.tag !== undefined) this.log.report('yaml-tag', span, { tag: node.tag });
    if (isMap(node)) return this.map(node.items as readonly { key: YamlNode; value: YamlNode | null }[], span);
    if (isSeq(node)) return { kind: 'list', span, items: node.items.map((item) => this.node(item as YamlNode)) };
    const value = isScalar(node) ? node.value : null;
    if (typeof value === 'number' && !(Number.isSafeInteger(value) || isExactFraction(value))) {
      this.log.report('unsafe-number', span, { number: this.text.slice(node.range![0], node.range![1]) });
      return { kind: 'scalar', span, value: Number.MAX_SAFE_INTEGER };
    }
    return { kind: 'scalar', span, value: value as string | number | boolean | null };
  }

  private refuseAlias(span: Span): void {
    this.log.report('yaml-alias', span, {});
    this.hasAlias = true;
  }

  private map(items: readonly { key: YamlNode; value: YamlNode | null }[], span: Span): MapNode {
    const first = new Map<string, Span>();
    const entries: { key: At<string>; value: Node }[] = [];
    for (const item of items) {
      const key = this.key(item.key);
      if (key === null) continue;
      const value: Node = item.value ? this.node(item.value) : { kind: 'scalar', span: key.span, value: null };
      const earlier = first.get(key.value);
      if (earlier) {
        const related = [{ span: earlier, message: 'It stands here first.' }];
        this.log.report('duplicate-key', key.span, { key: key.value }, { related });
        continue;
      }
      first.set(key.value, key.span);
      entries.push({ key, value });
    }
    return { kind: 'map', span, entries };
  }

  /** A key's own text, so that `404:` or `true:` is the name it looks like. */
  private key(node: YamlNode): At<string> | null {
    const span = this.span(node.range?.[0] ?? 0, node.range?.[1] ?? 0);
    if (!isScalar(node) || node.value === null) {
      this.log.report('key-not-text', span, {});
      return null;
    }
    const value = typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
    if (node.anchor !== undefined || value === '<<') this.refuseAlias(span);
    if (node.tag !== undefined) this.log.report('yaml-tag', span, { tag: node.tag });
    if (value === '__proto__')
      this.log.report('reserved-name', span, { name: value, why: 'JavaScript keeps it for itself' });
    return value === '<<' || value === '__proto__' ? null : { value, span };
  }
}

function isExactFraction(value: number): boolean {
  return Number.isFinite(value) && !Number.isInteger(value);
}

function firstSentence(message: string): string {
  const line = message.split('\n', 1)[0]!.trim().replace(/[.:]$/, '');
  return line.slice(0, 1).toUpperCase() + line.slice(1);
}
