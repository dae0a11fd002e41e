import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { ts } from 'ts-morph';

const root = join(import.meta.dirname, '../..');
export const packageFolder = join(root, 'dist/package');

/** The reference server's own; everything else below `runtime/` is the kernel. */
const marketplace = /^runtime\/(resolvers|market)\/|^runtime\/main\.ts$/;
const papers = ['README.md', 'CHANGELOG.md', 'LICENSE'];

type Versions = Readonly<Record<string, string>>;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly engines: Versions;
  readonly dependencies: Versions;
  readonly devDependencies: Versions;
}

/**
 * Makes the publishable package of what `npm run build` left in `dist/`: the generator and the kernel with their types,
 * and a package.json that lists what these files import.
 */
export function buildPackage(): void {
  rmSync(packageFolder, { recursive: true, force: true });
  for (const source of ['generator', 'runtime'].flatMap(sourcesBelow)) {
    for (const built of [source.replace(/\.ts$/, '.js'), source.replace(/\.ts$/, '.d.ts')]) copyBuilt(built);
  }
  for (const views of ['generator/views', 'runtime/web/views']) {
    cpSync(join(root, views), join(packageFolder, views), { recursive: true });
  }
  for (const paper of papers) cpSync(join(root, paper), join(packageFolder, paper));
  chmodSync(join(packageFolder, 'generator/main.js'), 0o755);
  writeFileSync(join(packageFolder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
}

function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !marketplace.test(path))
    .sort();
}

/** Source maps stay behind: they point at sources that are not in the package. */
function copyBuilt(path: string): void {
  const built = join(root, 'dist', path);
  if (!existsSync(built)) throw new Error(`dist/${path} is not there. Run \`npm run build\` first.`);
  const target = join(packageFolder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, readFileSync(built, 'utf8').replace(/^\/\/# sourceMappingURL=.*\n?/m, ''));
}

function manifest(): object {
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const versions = { ...own.devDependencies, ...own.dependencies };
  const { always, testing } = importedPackages();
  const entry = (path: string) => ({ types: `./${path}.d.ts`, default: `./${path}.js` });
  return {
    name: own.name,
    version: own.version,
    description: own.description,
    license: own.license,
    type: 'module',
    engines: own.engines,
    bin: { toolwright: './generator/main.js' },
    exports: {
      './runtime': entry('runtime/index'),
      './generator': entry('generator/index'),
      './postgres': entry('runtime/postgres'),
      './testing': entry('runtime/testing/index'),
      './package.json': './package.json',
    },
    dependencies: pick(versions, always),
    // Only `toolwright/testing` wants them, and a server in production has no use for a test runner.
    peerDependencies: pick(versions, testing),
    peerDependenciesMeta: Object.fromEntries(testing.map((name) => [name, { optional: true }])),
  };
}

function pick(versions: Versions, names: readonly string[]): Versions {
  return Object.fromEntries(
    names.map((name) => {
      const version = versions[name];
      if (version === undefined) throw new Error(`The package imports ${name}, which package.json does not list.`);
      return [name, version];
    }),
  );
}

/** The npm packages that the built files import: `testing` are those that only `runtime/testing/` does. Sorted. */
export function importedPackages(): { readonly always: readonly string[]; readonly testing: readonly string[] } {
  const always = new Set<string>();
  const testing = new Set<string>();
  for (const entry of readdirSync(packageFolder, { recursive: true, withFileTypes: true })) {
    if (!/\.(js|d\.ts)$/.test(entry.name) || !entry.isFile() || entry.parentPath.includes('/views')) continue;
    const file = join(entry.parentPath, entry.name);
    const set = relative(packageFolder, file).startsWith('runtime/testing/') ? testing : always;
    for (const name of packagesOf(file)) set.add(name);
  }
  return { always: [...always].sort(), testing: [...testing].filter((name) => !always.has(name)).sort() };
}

function packagesOf(file: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  const names = importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => !/^(\.|node:)/.test(name) && !builtinModules.includes(name))
    .map((name) => name.match(/^(@[^/]+\/)?[^/]+/)![0])
    .filter((name) => name !== 'toolwright');
  // Whoever type-checks against a declaration file needs the types of what it imports.
  return file.endsWith('.d.ts') ? names.flatMap((name) => [name, ...typesOf(name)]) : names;
}

function typesOf(name: string): readonly string[] {
  const types = `@types/${name.replace(/^@/, '').replace('/', '__')}`;
  return existsSync(join(root, 'node_modules', types)) ? [types] : [];
}
