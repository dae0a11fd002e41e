import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import { Mistake } from '../mistake.js';

const templates = fileURLToPath(new URL('../views/init/', import.meta.url));

export interface NewProject {
  /** Of the package and of the server: lower case, digits and hyphens. */
  readonly name: string;
  /** As people and models read it. */
  readonly title: string;
}

/** Throws a Mistake unless a project can be begun there: in a folder that is empty, or not there yet. */
export function checkFree(folder: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw new Mistake(`${folder} is a file. Name a folder that is empty or new.`);
  const present = readdirSync(folder);
  if (present.length === 0) return;
  const named = present.slice(0, 3).join(', ') + (present.length > 3 ? ', …' : '');
  throw new Mistake(
    `${folder} is not empty (${named}), and nothing there is overwritten. Name a folder that is empty or new.`,
  );
}

/** A name that the folder suggests. */
export function suggestName(folder: string): string {
  const name = basename(resolve(folder))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '');
  return name === '' ? 'my-tools' : name.slice(0, 60);
}

/** Why a name will not do, as a sentence; undefined when it will. */
export function nameProblem(name: string | undefined): string | undefined {
  if (name !== undefined && /^[a-z][a-z0-9-]{0,59}$/.test(name)) return undefined;
  return `The name ${JSON.stringify(name ?? '')} must begin with a letter and hold only lower-case letters, digits and hyphens.`;
}

/** Writes the files of a small project and returns their paths, relative to its folder. */
export function writeProject(folder: string, project: NewProject): readonly string[] {
  const quotedName = JSON.stringify(project.name);
  const quotedTitle = JSON.stringify(project.title);
  const values = { ...project, quotedName, quotedTitle, version: ownVersion() };
  return templatePaths().map((template) => {
    // npm leaves a file called .gitignore out of a package.
    const path = template.replace(/\.hbs$/, '').replace(/^gitignore$/, '.gitignore');
    const text = readFileSync(join(templates, template), 'utf8');
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), Handlebars.compile(text, { noEscape: true, strict: true })(values));
    return path;
  });
}

function templatePaths(): readonly string[] {
  return readdirSync(templates, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(templates, join(entry.parentPath, entry.name)))
    .sort();
}

/** Of the installed package; in the repository, of the repository. */
function ownVersion(): string {
  for (let folder = dirname(templates); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  }
}
