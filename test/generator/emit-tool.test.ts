import { describe, expect, it } from 'vitest';
import { emit } from '../../generator/emit/index.js';
import type { Program } from '../../generator/model.js';
import { marketplace } from './marketplace-fixture.js';

const text = (program: Program, path: string): string | undefined =>
  emit(program).find((file) => file.path === path)?.text;

describe('a tool file', () => {
  it('reads as if written by hand', () => {
    expect(text(marketplace, 'tools/marketplace/projects/rotate_credentials.ts')).toMatchInlineSnapshot(`
      "// Generated from spec/marketplace/projects/rotate_credentials.yaml. Change that file and run \`npx toolwright generate\`.
      import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
      import inputSchema from '../../../schemas/marketplace/projects/rotate_credentials.input.json' with { type: 'json' };
      import outputSchema from '../../../schemas/marketplace/projects/rotate_credentials.output.json' with { type: 'json' };
      import { type Project, type ProjectId, projectIdShape, projectShape } from '../../../types/marketplace.js';

      export interface Input {
        /** Project whose pair is replaced. */
        readonly project_id: ProjectId;
      }

      export type Output = Project;

      /** \`PROJECT_NOT_FOUND\`: No project {project_id} in this organization. */
      export type Failure = DeclaredFailure<'PROJECT_NOT_FOUND', Record<string, never>>;

      /**
       * Mint a new Composer credential pair for a project and revoke the old pair in the same step. Not for "what is my
       * auth.json?": use list_projects.
       */
      export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

      export const rotateCredentials = {
        name: 'rotate_credentials',
        module: 'marketplace',
        domain: 'projects',
        title: 'Projects: Rotate project credentials',
        description:
          'Mint a new Composer credential pair for a project and revoke the old pair in the same step. Not for "what is my auth.json?": use list_projects.',
        audience: ['buyer'],
        context: 'org',
        requires: [{ privilege: 'marketplace:project:rotate' }],
        writeMode: 'update',
        destructive: true,
        idempotent: false,
        formats: ['concise', 'detailed'],
        input: {
          type: 'object',
          properties: {
            project_id: { ...projectIdShape, description: 'Project whose pair is replaced.' },
            response_format: {
              type: 'string',
              description: 'Answer format.',
              enum: ['concise', 'detailed'],
              default: 'concise',
            },
          },
          required: ['project_id'],
          additionalProperties: false,
        },
        output: { kind: 'object', shape: projectShape },
        errors: {
          PROJECT_NOT_FOUND: {
            message: 'No project {project_id} in this organization.',
            http: 404,
            channel: 'result',
            next: { tool: 'list_projects' },
          },
        },
        feeds: { project_id: { tool: 'list_projects', path: 'projects[].project_id' } },
        inputSchema,
        outputSchema,
      } as const satisfies Tool;

      export const examples = [
        {
          title: 'Rotate after a leak',
          as: 'acme-developer',
          input: { project_id: 'prj_demo_storefront' },
          expect: { project_id: 'prj_demo_storefront', public_key: { $pattern: '^pub_' } },
        },
        {
          title: 'A viewer may not',
          as: 'acme-viewer',
          input: { project_id: 'prj_demo_storefront' },
          expectError: 'FORBIDDEN',
        },
      ] as const satisfies readonly Example[];

      /** Joins the declaration with the code that runs it. */
      export function handleRotateCredentials(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
        return { tool: rotateCredentials, run: (input, ctx) => resolve(input as Input, ctx) };
      }
      "
    `);
  });
});

describe('a types file', () => {
  it('has each type and its shape, in the order of dependence', () => {
    expect(text(marketplace, 'types/marketplace.ts')).toMatchInlineSnapshot(`
      "// Generated from spec/marketplace/types/. Change the files there and run \`npx toolwright generate\`.
      import type { Shape } from 'toolwright/runtime';

      /** Id of a project. */
      export type ProjectId = string;

      export const projectIdShape = {
        type: 'string',
        description: 'Id of a project.',
        pattern: '^prj_[a-z0-9_]{1,40}$',
        maxLength: 44,
      } as const satisfies Shape;

      /** A buyer's project. */
      export interface Project {
        /** Id of a project. */
        readonly project_id: ProjectId;
        /** Password. */
        readonly private_key: string | null;
        /** Free text. */
        readonly note: string | null;
        /** Licences attached. */
        readonly licences?: number;
        /** Counts the changes. */
        readonly row_version: number;
      }

      export const projectShape = {
        type: 'object',
        description: "A buyer's project.",
        properties: {
          project_id: projectIdShape,
          private_key: {
            type: ['string', 'null'],
            description: 'Password.',
            maxLength: 80,
            sensitivity: 'secret',
            privilege: 'marketplace:project:read_credentials',
          },
          note: { type: ['string', 'null'], description: 'Free text.', maxLength: 500, trust: 'untrusted' },
          licences: { type: 'integer', description: 'Licences attached.', minimum: 0 },
          row_version: { type: 'integer', description: 'Counts the changes.', detail: true },
        },
        required: ['project_id', 'private_key', 'note', 'row_version'],
        additionalProperties: false,
      } as const satisfies Shape;
      "
    `);
  });
});

describe('a contract test', () => {
  it('is one line', () => {
    expect(text(marketplace, 'contract/marketplace/projects/rotate_credentials.test.ts')).toMatchInlineSnapshot(`
      "// Generated from spec/marketplace/projects/rotate_credentials.yaml. Change that file and run \`npx toolwright generate\`.
      import { proveTool } from 'toolwright/testing';
      import { examples, rotateCredentials } from '../../../tools/marketplace/projects/rotate_credentials.js';

      proveTool(rotateCredentials, examples);
      "
    `);
  });
});

describe('the server', () => {
  it('is one value', () => {
    expect(text(marketplace, 'server.ts')).toMatchInlineSnapshot(`
      "// Generated from spec/server.yaml. Change that file and run \`npx toolwright generate\`.
      import type { Server } from 'toolwright/runtime';

      export const server = {
        name: 'test',
        title: 'Test',
        database: false,
        audiences: { buyer: 'Buys', vendor: 'Sells' },
        contexts: {
          customer: { error: 'UNAUTHORIZED', meta: 'customer' },
          org: { within: 'customer', tenant: true, error: 'MISSING_WORKSPACE_CONTEXT', meta: 'organization' },
        },
        principals: {
          developer: {
            audiences: ['buyer'],
            context: { customer: 'cus_developer', org: 'org_acme' },
            role: 'developer',
            writes: true,
          },
          'read-only': {
            audiences: ['buyer'],
            context: { customer: 'cus_read-only', org: 'org_acme' },
            role: 'developer',
            writes: false,
          },
          seller: {
            audiences: ['vendor'],
            context: { customer: 'cus_seller', org: 'org_acme' },
            role: 'developer',
            writes: true,
          },
          staff: { audiences: [], context: { customer: 'cus_staff' }, role: null, writes: true },
          viewer: {
            audiences: ['buyer'],
            context: { customer: 'cus_viewer', org: 'org_acme' },
            role: 'viewer',
            writes: true,
          },
        },
        roles: { developer: ['marketplace:project:rotate'], viewer: [] },
        plans: {},
        profiles: {},
        limits: { bodyBytes: 262144, inlineBytes: 100000, sizeHintBytes: 20000, timeoutMs: 30000 },
        errors: {},
        modules: {
          marketplace: {
            name: 'marketplace',
            title: 'Marketplace',
            envelope: 'bare',
            naming: { tools: 'snake', parameters: 'snake' },
            domains: { projects: 'Projects' },
            privileges: {
              'marketplace:project:read_credentials': { title: 'See private keys', sensitive: true },
              'marketplace:project:rotate': { title: 'Replace credentials' },
            },
          },
        },
      } as const satisfies Server;
      "
    `);
  });
});

describe('the program', () => {
  it('joins server and tools', () => {
    expect(text(marketplace, 'program.ts')).toMatchInlineSnapshot(`
      "// Generated from spec/. Change the files there and run \`npx toolwright generate\`.
      import type { Program } from 'toolwright/runtime';
      import { server } from './server.js';
      import { rotateCredentials } from './tools/marketplace/projects/rotate_credentials.js';

      export const program: Program = { server, tools: [rotateCredentials] };
      "
    `);
  });
});
