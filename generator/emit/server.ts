import type { ClaimSource, Claims, Module, OutputFile, Program } from '../model.js';
import { lookup } from '../program/lookup.js';
import { NameSpace } from '../program/names.js';
import { constantOf } from './constant.js';
import { errorTable } from './declaration.js';
import { TypeImports } from './file-names.js';
import { headerLine, importOf, printSource } from './print-source.js';
import { defined, type Printable } from './print-value.js';
import { icons } from './resource-declaration.js';

const PATH = 'server.ts';

/** `server.ts`: what the runtime needs of `server.yaml` and of the modules. */
export function emitServer(program: Program): readonly OutputFile[] {
  const imports = new TypeImports(lookup(program), PATH, new NameSpace(['Server', 'server']));
  const server = constantOf('server', serverValue(program, imports), 'Server');
  const runtime = importOf('toolwright/runtime', [{ name: 'Server', type: true }]);
  return [
    {
      path: PATH,
      text: printSource(headerLine(program.server.place.file), [[runtime, ...imports.statements()], [server]]),
    },
  ];
}

function serverValue({ server, modules }: Program, imports: TypeImports): Printable {
  const { bodyBytes, inlineBytes, sizeHintBytes, timeoutMs, rate } = server.limits;
  const scope = { lookup: imports.lookup, position: 'output', constant: imports.constant.bind(imports) } as const;
  return defined<Printable>({
    name: server.name,
    title: server.title,
    database: server.database,
    audiences: server.audiences,
    privateReference: server.privateReference.length > 0 ? server.privateReference : undefined,
    contexts: byName(server.contexts, ({ within, tenant, error, meta }) => ({
      within,
      tenant: tenant || undefined,
      error,
      meta,
    })),
    principals: byName(server.principals, ({ audiences, context, role, writes }) => ({
      audiences,
      context,
      role,
      writes,
    })),
    roles: Object.fromEntries(server.roles.map((role) => [role.name, role.privileges])),
    plans: Object.fromEntries(Object.entries(server.plans).map(([name, plan]) => [name, { ...plan }])),
    claims: server.claims && claimsValue(server.claims),
    profiles: byName(server.profiles, ({ writeModes, audience, tools }) => ({ writeModes, audience, tools })),
    limits: defined<Printable>({ bodyBytes, inlineBytes, sizeHintBytes, timeoutMs, rate: rate && { ...rate } }),
    errors: errorTable(server.errors, scope) ?? {},
    modules: byName(modules, moduleValue),
    cache: server.cache && { ...server.cache },
    icons: icons(server.icons),
  });
}

function claimsValue({ principal, name, contexts, role, audiences, plan, tools }: Claims): Printable {
  const source = ({ claim, values }: ClaimSource) => defined<Printable>({ claim, values });
  return defined<Printable>({
    ...{ principal, name, contexts },
    ...{ role: source(role), audiences: source(audiences), plan: plan && source(plan), tools },
  });
}

function moduleValue({ name, title, envelope, naming, domains, privileges }: Module): {
  readonly [key: string]: Printable | undefined;
} {
  return {
    name,
    title,
    envelope,
    naming: { ...naming },
    domains,
    privileges: byName(privileges, (privilege) => ({
      title: privilege.title,
      sensitive: privilege.sensitive || undefined,
    })),
  };
}

function byName<Named extends { readonly name: string }>(
  list: readonly Named[],
  value: (named: Named) => { readonly [key: string]: Printable | undefined },
): { readonly [name: string]: Printable } {
  return Object.fromEntries(list.map((named) => [named.name, defined<Printable>(value(named))]));
}
