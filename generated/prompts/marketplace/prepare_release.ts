// Generated from spec/marketplace/prompts/prepare_release.yaml. Change that file and run `npx toolwright generate`.
import type { Example, Prompt } from 'toolwright/runtime';
import { packageNameShape } from '../../types/marketplace.js';

export const prepareRelease = {
  name: 'prepare_release',
  module: 'marketplace',
  title: 'Prepare a release',
  description: "Writes the notes of a package's next version, and checks that its number follows from the last.",
  audience: ['vendor'],
  context: null,
  requires: [],
  arguments: {
    type: 'object',
    properties: {
      package: packageNameShape,
      version: {
        type: 'string',
        description: 'Number of the next version, such as 2.1.0.',
        pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+$',
        maxLength: 60,
      },
      changes: { type: 'string', description: 'What has changed.', maxLength: 4000, default: 'not told yet; ask me' },
    },
    required: ['package', 'version'],
    additionalProperties: false,
  },
  complete: { package: 'own_package_names' },
  messages: [
    {
      role: 'user',
      content: {
        type: 'text',
        text:
          'Prepare version {version} of {package}. Compare the number with the versions released so far, and tell me if it does not follow by semantic versioning. Then write release notes of at most ten lines from what has changed: {changes}',
      },
    },
    { role: 'user', content: { type: 'resource', resource: { uri: 'market://packages/{package}' } } },
  ],
} as const satisfies Prompt;

export const examples = [
  {
    title: 'The next version of the booster',
    as: 'forge-vendor',
    input: { package: 'forge/checkout-booster', version: '2.1.0' },
    expect: {
      messages: [
        {
          role: 'user',
          content: { type: 'text', text: { $pattern: '^Prepare version 2\\.1\\.0 of forge/checkout-booster' } },
        },
        {
          role: 'user',
          content: { type: 'resource', resource: { uri: 'market://packages/forge%2Fcheckout-booster' } },
        },
      ],
    },
  },
] as const satisfies readonly Example[];
