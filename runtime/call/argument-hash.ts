import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { CheckedCall } from './call.js';
import { pipelineParameters } from './input/pipeline-parameters.js';

// The package is CommonJS, and its types say that it is not. By this name the packed files are known to need it.
const require = createRequire(import.meta.url);
const canonicalize = require('canonicalize') as (value: unknown) => string;

/**
 * What a call asks for, as 43 characters: SHA-256, in base64url, of the RFC 8785 form of its valid input. How it is
 * asked (its key, its format, how long it may take, whether only as a dry run) does not count: claim, approval and dry
 * run of the same request agree.
 */
export function argumentHash({ kernel, tool, input }: Pick<CheckedCall, 'kernel' | 'tool' | 'input'>): string {
  const aside = new Set<string | undefined>([
    ...Object.values(pipelineParameters(kernel.server, tool)),
    tool.dryRun?.parameter,
    tool.limits?.timeoutParameter?.name,
  ]);
  const asked = Object.fromEntries(Object.entries(input).filter(([name]) => !aside.has(name)));
  return createHash('sha256').update(canonicalize(asked)).digest('base64url');
}
