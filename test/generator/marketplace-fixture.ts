import type { Program } from '../../generator/model.js';
import { declaration, module, object, place, program, property, tool } from './program-fixture.js';

const named = (name: string, description?: string) =>
  ({ kind: 'named', module: 'marketplace', name, ...(description === undefined ? {} : { description }) }) as const;

/** One tool of the marketplace, as the checker makes it of its YAML file. */
export const rotateCredentials = tool('rotate_credentials', {
  module: 'marketplace',
  domain: 'projects',
  title: 'Projects: Rotate project credentials',
  description:
    'Mint a new Composer credential pair for a project and revoke the old pair in the same step. Not for "what is my auth.json?": use list_projects.',
  context: 'org',
  requires: [{ privilege: 'marketplace:project:rotate' }],
  writeMode: 'update',
  destructive: true,
  idempotent: false,
  input: object(
    property('project_id', named('ProjectId'), { required: true, description: 'Project whose pair is replaced.' }),
  ),
  feeds: { project_id: { tool: 'list_projects', path: 'projects[].project_id' } },
  output: { kind: 'object', type: named('Project') },
  formats: ['concise', 'detailed'],
  failures: [
    {
      ...{ code: 'PROJECT_NOT_FOUND', place, message: 'No project {project_id} in this organization.', http: 404 },
      ...{ channel: 'result', data: [], next: { tool: 'list_projects', fill: {} } },
    },
  ],
  examples: [
    {
      ...{
        title: 'Rotate after a leak',
        place,
        as: 'acme-developer',
        given: [],
        input: { project_id: 'prj_demo_storefront' },
      },
      expect: { project_id: 'prj_demo_storefront', public_key: { $pattern: '^pub_' } },
    },
    {
      ...{
        title: 'A viewer may not',
        place,
        as: 'acme-viewer',
        given: [],
        input: { project_id: 'prj_demo_storefront' },
      },
      expectError: 'FORBIDDEN',
    },
  ],
});

const principal = (name: string, role: string | null, more: object = {}) => ({
  ...{ name, place, audiences: ['buyer'], context: { customer: `cus_${name}`, org: 'org_acme' }, role, writes: true },
  ...more,
});

export const marketplace: Program = program(
  [rotateCredentials],
  [
    module('marketplace', {
      title: 'Marketplace',
      domains: { projects: 'Projects' },
      privileges: [
        { name: 'marketplace:project:rotate', title: 'Replace credentials', sensitive: false },
        { name: 'marketplace:project:read_credentials', title: 'See private keys', sensitive: true },
      ],
      types: [
        declaration(
          'marketplace',
          'Project',
          {
            ...object(
              property('project_id', named('ProjectId'), { required: true, description: 'Id of a project.' }),
              property(
                'private_key',
                { kind: 'string', maxLength: 80, nullable: true },
                {
                  ...{
                    required: true,
                    sensitivity: 'secret',
                    privilege: 'marketplace:project:read_credentials',
                    description: 'Password.',
                  },
                },
              ),
              property(
                'note',
                { kind: 'string', maxLength: 500, nullable: true },
                { required: true, trust: 'untrusted', description: 'Free text.' },
              ),
              property(
                'licences',
                { kind: 'integer', minimum: 0 },
                { required: false, description: 'Licences attached.' },
              ),
              property(
                'row_version',
                { kind: 'integer' },
                { required: true, detail: true, description: 'Counts the changes.' },
              ),
            ),
          },
          { description: "A buyer's project." },
        ),
        declaration(
          'marketplace',
          'ProjectId',
          { kind: 'string', pattern: '^prj_[a-z0-9_]{1,40}$', maxLength: 44 },
          { description: 'Id of a project.' },
        ),
      ],
    }),
  ],
  {
    roles: [
      { name: 'developer', privileges: ['marketplace:project:rotate'] },
      { name: 'viewer', privileges: [] },
    ],
    principals: [
      principal('developer', 'developer'),
      principal('read-only', 'developer', { writes: false }),
      principal('seller', 'developer', { audiences: ['vendor'] }),
      principal('staff', null, { audiences: [], context: { customer: 'cus_staff' } }),
      principal('viewer', 'viewer'),
    ],
  },
);
