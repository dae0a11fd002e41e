import type {
  Module,
  ObjectType,
  Place,
  Program,
  Property,
  Tool,
  Type,
  TypeDeclaration,
} from '../../generator/model.js';

/** Programs written by hand: what the checker would make of a spec, for tests of what comes after it. */

export const place: Place = { file: 'spec/shop/orders/tool.yaml', line: 1, column: 1 };

export function property(name: string, type: Type, more: Partial<Property> = {}): Property {
  return { name, place, type, description: `The ${name}.`, required: false, ...more };
}

export function object(...properties: readonly Property[]): ObjectType {
  return { kind: 'object', properties };
}

export function declaration(
  module: string,
  name: string,
  type: TypeDeclaration['type'],
  more: Partial<TypeDeclaration> = {},
): TypeDeclaration {
  return { module, name, place, description: `A ${name}.`, type, ...more };
}

export function tool(stem: string, more: Partial<Tool> = {}): Tool {
  const { module = 'shop', domain = 'orders' } = more;
  return {
    module,
    domain,
    stem,
    name: stem.replaceAll('.', '_'),
    place: { ...place, file: `spec/${module}/${domain}/${stem}.yaml` },
    title: `Orders: ${stem}`,
    description: `Does ${stem}.`,
    icons: [],
    routing: { say: [], notFor: [] },
    audience: ['buyer'],
    context: null,
    requires: [],
    writeMode: 'read',
    effects: [],
    openWorld: false,
    destructive: false,
    idempotent: true,
    confirm: false,
    dryRun: false,
    idempotency: false,
    input: object(),
    filters: [],
    actions: [],
    output: { kind: 'object', type: object(property('ok', { kind: 'boolean' }, { required: true })) },
    formats: [],
    failures: [],
    dependsOn: { session: [], allowlist: [] },
    feeds: {},
    composes: [],
    asks: [],
    progress: false,
    limits: {},
    aliases: [],
    usesClient: [],
    examples: [],
    origins: {},
    ...more,
  };
}

export function module(name: string, more: Partial<Module> = {}): Module {
  return {
    name,
    place: { ...place, file: `spec/${name}/module.yaml` },
    title: name,
    prefix: '',
    naming: { tools: 'snake', parameters: 'snake' },
    envelope: 'bare',
    domains: {},
    privileges: [],
    types: [],
    ...more,
  };
}

export function program(
  tools: readonly Tool[],
  modules: readonly Module[] = [module('shop')],
  server: Partial<Program['server']> = {},
): Program {
  return {
    server: {
      name: 'test',
      title: 'Test',
      place: { ...place, file: 'spec/server.yaml' },
      database: false,
      audiences: { buyer: 'Buys', vendor: 'Sells' },
      privateReference: [],
      contexts: [
        { name: 'customer', tenant: false, error: 'UNAUTHORIZED', meta: 'customer' },
        { name: 'org', within: 'customer', tenant: true, error: 'MISSING_WORKSPACE_CONTEXT', meta: 'organization' },
      ],
      principals: [],
      roles: [],
      plans: {},
      profiles: [],
      limits: {
        bodyBytes: 262144,
        inlineBytes: 100000,
        sizeHintBytes: 20000,
        timeoutMs: 30000,
        tokens: { perTool: 400, mean: 150 },
      },
      errors: [],
      icons: [],
      ...server,
    },
    modules,
    tools,
    resources: [],
    prompts: [],
  };
}
