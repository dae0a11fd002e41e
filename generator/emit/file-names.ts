import type { Module, NamedType } from '../model.js';
import type { Lookup } from '../program/lookup.js';
import { camelCase, NameSpace, pascalCase } from '../program/names.js';
import { specifier, typesPath } from './paths.js';
import { type ImportedName, importOf, type Statement } from './print-source.js';

/** The constant that holds the shape of each named type of a module, by type name. */
export function shapeConstants(module: Module): ReadonlyMap<string, string> {
  const names = new NameSpace(['Shape']);
  const sorted = [...module.types].sort((a, b) => (a.name < b.name ? -1 : 1));
  return new Map(sorted.map((type) => [type.name, names.claim(`${camelCase(type.name)}Shape`)]));
}

/**
 * The named types that one file uses, each under a name that is free there, and the imports that bring them. A name that
 * the file or another module has already taken gets its module's in front: `ShopProject`.
 */
export class TypeImports {
  readonly #imported = new Map<string, Map<string, ImportedName>>();
  readonly #constants = new Map<string, ReadonlyMap<string, string>>();

  constructor(
    readonly lookup: Lookup,
    /** The path of the importing file. */
    readonly file: string,
    readonly names: NameSpace,
  ) {}

  /** The local name of the TypeScript type. */
  type(named: NamedType): string {
    return this.#local(named.module, pascalCase(named.name), true);
  }

  /** The local name of the constant that holds its shape. */
  constant(named: NamedType): string {
    const { module } = named;
    const constants = this.#constants.get(module) ?? shapeConstants(this.lookup.module(module));
    this.#constants.set(module, constants);
    return this.#local(module, constants.get(named.name) ?? named.name, false);
  }

  /** One import a module, sorted by module. Call when everything has been referred to. */
  statements(): readonly Statement[] {
    return [...this.#imported]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([module, names]) => importOf(specifier(this.file, typesPath(module)), [...names.values()]));
  }

  #local(module: string, name: string, type: boolean): string {
    const names = this.#imported.get(module) ?? new Map<string, ImportedName>();
    this.#imported.set(module, names);
    const known = names.get(name);
    if (known) return known.alias ?? known.name;
    const qualified = type ? pascalCase(module) + name : camelCase(module) + pascalCase(name);
    const alias = this.names.claim(name, qualified);
    names.set(name, { name, alias, type });
    return alias;
  }
}
