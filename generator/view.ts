import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';

const folder = new URL('./views/', import.meta.url);
const compiled = new Map<string, Handlebars.TemplateDelegate>();

/**
 * A template of `views/` as a function. Markdown views (`*.md.hbs`) get their values as Markdown and escape nothing;
 * HTML views escape every `{{value}}`.
 */
export function view(name: string): (values: object) => string {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(new URL(name, folder), 'utf8');
  const template = Handlebars.compile(text, { noEscape: name.endsWith('.md.hbs'), strict: false });
  compiled.set(name, template);
  return template;
}

/** Text for a cell of a Markdown table: one line, its bars escaped. */
export function cell(text: string): string {
  return text
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
    .trim();
}

/** Text as inline code, whatever backticks it holds (CommonMark's rule: a longer fence than any run inside). */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}
