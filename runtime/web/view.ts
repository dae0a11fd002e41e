import { readFile } from 'node:fs/promises';

const folder = new URL('./views/', import.meta.url);

export type View = (values: object) => string;

const views = new Map<string, Promise<View>>();

/** A page's template in its layout. Every value is escaped. Loaded when a page is first asked for. */
export function view(name: string): Promise<View> {
  const known = views.get(name) ?? loadView(name);
  views.set(name, known);
  known.catch(() => views.delete(name));
  return known;
}

async function loadView(name: string): Promise<View> {
  const { default: handlebars } = await import('handlebars');
  const read = (file: string) => readFile(new URL(`${file}.html.hbs`, folder), 'utf8');
  const own = handlebars.create();
  own.registerPartial('layout', await read('layout'));
  return own.compile(await read(name), { strict: true });
}

/** The pages' style sheet. */
export function readStyle(): Promise<string> {
  return readFile(new URL('account.css', folder), 'utf8');
}
