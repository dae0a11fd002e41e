import type { Module, NamedType, OutputFile, Program, TypeDeclaration } from '../model.js';
import { type Lookup, lookup } from '../program/lookup.js';
import { NameSpace, pascalCase } from '../program/names.js';
import { namedTypesIn } from '../program/visit-type.js';
import { constantOf } from './constant.js';
import { shapeConstants, TypeImports } from './file-names.js';
import { moduleSource, typesPath } from './paths.js';
import { headerLine, importOf, printSource, type Statement } from './print-source.js';
import { defined, type Printable } from './print-value.js';
import { type ShapeScope, shapeOf, withFacts, within } from './shape.js';
import { declarationOf, type TypeScope } from './type.js';

/** `types/<module>.ts`: each named type as TypeScript and as an annotated shape, what is referred to before its users. */
export function emitTypes(program: Program): readonly OutputFile[] {
  return program.modules.filter((module) => module.types.length > 0).map((module) => emitModule(program, module));
}

function emitModule(program: Program, module: Module): OutputFile {
  const find = lookup(program);
  const path = typesPath(module.name);
  const constants = shapeConstants(module);
  const own = [...module.types.map((type) => pascalCase(type.name)), ...constants.values()];
  const names = new NameSpace(own);
  const shapeType = names.claim('Shape', 'RuntimeShape');
  const imports = new TypeImports(find, path, names);
  const typeScope: TypeScope = {
    named: (named) => (named.module === module.name ? pascalCase(named.name) : imports.type(named)),
    position: 'output',
  };
  const shapeScope: ShapeScope = {
    lookup: find,
    position: 'output',
    constant: (named) => {
      if (named.module === module.name) return constants.get(named.name) ?? named.name;
      return leadsTo(find, named.module, module.name) ? null : imports.constant(named);
    },
  };
  const groups = inDependencyOrder(find, module).flatMap((declaration): Statement[][] => [
    [declarationOf(pascalCase(declaration.name), declaration.type, typeScope, declaration.description)],
    [
      constantOf(
        constants.get(declaration.name) ?? declaration.name,
        declaredShape(declaration, shapeScope),
        shapeType,
      ),
    ],
  ]);
  const runtime = importOf('toolwright/runtime', [{ name: 'Shape', alias: shapeType, type: true }]);
  const source = `${moduleSource(module.place, 'types')}/`;
  return { path, text: printSource(headerLine(source), [[runtime, ...imports.statements()], ...groups]) };
}

/** The shape of a declared type with all that the declaration says of it. */
function declaredShape(declaration: TypeDeclaration, scope: ShapeScope): Printable {
  const { type, description, sensitivity, trust } = declaration;
  return withFacts(shapeOf({ ...type, description }, within(scope, trust)), defined<Printable>({ sensitivity }));
}

function inDependencyOrder(find: Lookup, module: Module): readonly TypeDeclaration[] {
  const ordered = new Set<TypeDeclaration>();
  const entered = new Set<TypeDeclaration>();
  const enter = (declaration: TypeDeclaration): void => {
    if (entered.has(declaration)) return;
    entered.add(declaration);
    for (const named of namedTypesIn(declaration.type)) if (named.module === module.name) enter(find.type(named));
    ordered.add(declaration);
  };
  for (const declaration of module.types) enter(declaration);
  return [...ordered];
}

/** Whether the types of one module refer to another's, over others if need be. Constants cannot import in a circle. */
function leadsTo(find: Lookup, from: string, to: string): boolean {
  const seen = new Set<string>();
  const reach = (name: string): boolean => {
    if (name === to) return true;
    if (seen.has(name)) return false;
    seen.add(name);
    return find
      .module(name)
      .types.some((declaration) =>
        namedTypesIn(declaration.type).some((named: NamedType) => named.module !== name && reach(named.module)),
      );
  };
  return reach(from);
}
