import assert from 'node:assert/strict';
import type { Prover } from '../check.js';

/** Each declared error is reached by an example, which then proves its words. */
export const proveErrors: Prover = ({ tool, examples }) =>
  Object.keys(tool.errors ?? {}).map((code) => ({
    name: `errors: ${code} is reached`,
    keys: [],
    async run() {
      assert.ok(
        examples.some(({ expectError }) => expectError === code),
        `No example of '${tool.name}' expects ${code}. Add one that reaches it, or take the error out of the declaration.`,
      );
    },
  }));
