import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** Tools of a domain; 50 is more than a person would put there, and still a folder that opens. */
const toolsOfADomain = 50;

/** Writes a project of `tools` tools, each with the keys that an ordinary tool has, that type-checks when generated. */
export function writeProject(folder: string, tools: number): void {
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  put('package.json', JSON.stringify({ name: 'bench', type: 'module', toolwright: { resolvers: 'resolvers' } }));
  put('tsconfig.json', JSON.stringify(tsconfig));
  put('spec/server.yaml', server);
  put('spec/shop/module.yaml', module);
  put('spec/shop/types/Thing.yaml', thing);
  put(
    'spec/shop/types/ids.yaml',
    'ThingId: { type: string, pattern: "^thing_[a-z0-9]{1,20}$", maxLength: 26, description: Id of a thing. }\n',
  );
  for (let number = 0; number < tools; number++) put(toolFile(number), toolText(number));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/toolwright'));
  symlinkSync(join(root, 'node_modules/@types'), join(folder, 'node_modules/@types'));
}

export function toolFile(number: number): string {
  return `spec/shop/domain_${Math.floor(number / toolsOfADomain)}/tool_${number}.yaml`;
}

/** Every fourth tool writes, every third of the others is a list. */
export function toolText(
  number: number,
  description = `What tool ${number} is for, in a sentence of usual length.`,
): string {
  const writes = number % 4 === 0;
  const output = !writes && number % 3 === 0 ? '{ list_of: Thing, as: things }' : '{ type: Thing }';
  return `title: Tool ${number}
description: ${description}
routing:
  say: ["please do thing ${number}"]
audience: [member]
context: org
requires: [thing:${writes ? 'change' : 'read'}]
write_mode: ${writes ? 'update' : 'read'}
idempotency: false
input:
  thing_id: { type: ThingId, description: Which thing. }
  amount: { type: integer, minimum: 1, maximum: 100, default: 1, description: How many of them. }
  note: { type: string, maxLength: 200, description: What to remember about it. }
output: ${output}
errors:
  THING_NOT_FOUND: { message: "No thing {thing_id} here.", http: 404 }
examples:
  - title: An ordinary call
    as: editor
    input: { thing_id: thing_1 }
    expect: {}
  - title: A reader may not
    as: stranger
    input: { thing_id: thing_1 }
    expect_error: FORBIDDEN
`;
}

// The generated files alone: resolvers and contract tests are for people and for vitest.
const tsconfig = {
  compilerOptions: {
    ...{ target: 'es2023', lib: ['es2023'], types: ['node'], module: 'nodenext', moduleResolution: 'nodenext' },
    ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, verbatimModuleSyntax: true },
    ...{ resolveJsonModule: true, skipLibCheck: true, noEmit: true },
  },
  include: ['generated/tools', 'generated/types', 'generated/server.ts', 'generated/program.ts'],
};

const server = `apiVersion: toolwright/v1
name: bench
title: Bench
modules: [./spec/*]
audiences: { member: Has an account }
contexts:
  org: { tenant: true, error: MISSING_WORKSPACE_CONTEXT }
limits: { tokens: { per_tool: 400, mean: 300 } }
principals:
  editor: { audiences: [member], context: { org: org_1 }, role: editor, writes: true }
  stranger: { audiences: [member], context: { org: org_1 }, role: reader, writes: true }
roles:
  reader: { grants: [] }
  editor: { grants: ["shop:*:read", "shop:thing:change"] }
`;

const module = `title: Shop
naming: { tools: snake, parameters: snake }
envelope: bare
privileges:
  thing: { title: Things, grants: { read: See things, change: Change things } }
`;

const thing = `description: A thing of the shop.
properties:
  thing_id: { type: ThingId }
  name: { type: string, maxLength: 120, description: Shown in lists. }
  price: { type: integer, minimum: 0, description: In cents. }
  tags: { list_of: { type: string, maxLength: 40 }, description: Words to find it by. }
  note: { type: string, maxLength: 500, nullable: true, description: Free text. }
  row_version: { type: integer, detail: true, description: Counts the changes. }
`;
