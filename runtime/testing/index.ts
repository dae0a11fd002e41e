/** `toolwright/testing`: proves declarations against a running server. Needs vitest. */
export type { Check } from './check.js';
export { checksOf, type Papers } from './checks.js';
export type { Fault, Faults } from './faults.js';
export { type Held, type HeldCalls, holdCalls } from './hold-calls.js';
export type { LimitsUnderProof, SwitchesUnderProof } from './limits-under-proof.js';
export { mismatches } from './match.js';
export { ProofRun } from './proof-run.js';
export { provePrompt, proveResource, proveServer, proveTool } from './prove-tool.js';
export {
  type KeyLimits,
  type PersonsAnswer,
  type Provided,
  provideServer,
  type RunningServer,
} from './provide-server.js';
export { serverChecks } from './server-checks.js';
export { type WatchedResolvers, watchInputs } from './watch-inputs.js';
