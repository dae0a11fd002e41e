import { readFile } from 'node:fs/promises';

const ownFolder = new URL('./views/', import.meta.url);

/** The templates that others are made with. */
const partials = [
  ...[
    'layout',
    'tool-tree',
    'privilege-tree',
    'connection',
    'connection-settings',
    'activity-rows',
    'client-configurations',
  ],
  ...['switch', 'switch-turned', 'usage-plot', 'usage-bars', 'usage-table'],
] as const;

export type View = (values: object) => string;

const views = new Map<string, Promise<View>>();

/**
 * A page's template in the layout of all of them. Every value is escaped. Loaded when a page is first asked for. `folder`,
 * with a slash at its end: where an application keeps the template.
 */
export function view(name: string, folder = ownFolder): Promise<View> {
  const key = `${folder} ${name}`;
  const known = views.get(key) ?? loadView(name, folder);
  views.set(key, known);
  known.catch(() => views.delete(key));
  return known;
}

async function loadView(name: string, folder: URL): Promise<View> {
  const { default: handlebars } = await import('handlebars');
  const read = (file: string, from: URL) => readFile(new URL(`${file}.html.hbs`, from), 'utf8');
  const own = handlebars.create();
  for (const partial of partials) own.registerPartial(partial, await read(partial, ownFolder));
  return own.compile(await read(name, folder), { strict: true });
}

/** A script of the pages, which all work without. */
export function readScript(name: 'tool-tree' | 'copy'): Promise<string> {
  return readFile(new URL(`${name}.js`, ownFolder), 'utf8');
}

/** What the reference pages look like as well: a file of theirs. */
const sharedFolder = new URL('../../generator/views/', import.meta.url);

/** The pages' style sheet: what they share with the reference, and their own. */
export async function readStyle(): Promise<string> {
  const sheets = [
    new URL('base.css', sharedFolder),
    new URL('account.css', ownFolder),
    new URL('usage.css', ownFolder),
  ];
  return (await Promise.all(sheets.map((sheet) => readFile(sheet, 'utf8')))).join('');
}
