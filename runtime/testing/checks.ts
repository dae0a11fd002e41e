import type { Example, Server, Tool } from '../tool.js';
import { type Access, accessOf, parseAccessLock } from './access-lock.js';
import type { Check, Prover, Subject } from './check.js';
import { proveAccess } from './prove/access.js';
import { proveAsks } from './prove/asks.js';
import { proveAudit } from './prove/audit.js';
import { proveByArgument } from './prove/by-argument.js';
import { proveCapabilities } from './prove/capabilities.js';
import { proveClients } from './prove/clients.js';
import { proveCoercion } from './prove/coercion.js';
import { proveComposes } from './prove/composes.js';
import { proveConcurrency } from './prove/concurrency.js';
import { proveConfirmation } from './prove/confirmation.js';
import { proveDefaults } from './prove/defaults.js';
import { proveDependencies } from './prove/dependencies.js';
import { proveDeprecation } from './prove/deprecation.js';
import { proveDryRun } from './prove/dry-run.js';
import { proveEffects } from './prove/effects.js';
import { proveErrors } from './prove/errors.js';
import { proveExamples } from './prove/examples.js';
import { proveFeeds } from './prove/feeds.js';
import { proveFilters } from './prove/filters.js';
import { proveFormats } from './prove/formats.js';
import { proveGates } from './prove/gates.js';
import { proveIdempotence } from './prove/idempotence.js';
import { proveIdempotency } from './prove/idempotency.js';
import { proveInput } from './prove/input.js';
import { proveLargeResults } from './prove/large-results.js';
import { proveListing } from './prove/listing.js';
import { proveNames } from './prove/names.js';
import { proveOutcomes } from './prove/outcomes.js';
import { provePages } from './prove/pages.js';
import { provePrivileges } from './prove/privileges.js';
import { proveProfiles } from './prove/profiles.js';
import { proveProgress } from './prove/progress.js';
import { proveQuota } from './prove/quota.js';
import { proveRate } from './prove/rate.js';
import { proveRules } from './prove/rules.js';
import { proveSecrets } from './prove/secrets.js';
import { proveSelection } from './prove/selection.js';
import { proveSorting } from './prove/sorting.js';
import { proveSwitches } from './prove/switches.js';
import { proveTimeout } from './prove/timeout.js';
import { proveTrust } from './prove/trust.js';
import { proveUnexpected } from './prove/unexpected.js';
import { sceneOf } from './scene.js';
import { listedIn } from './surface-lock.js';

/** What is proven of a tool, in the order in which it is reported. */
const provers: readonly Prover[] = [
  proveListing,
  proveCapabilities,
  proveProfiles,
  proveNames,
  proveErrors,
  proveExamples,
  proveAccess,
  proveByArgument,
  proveGates,
  proveInput,
  proveRules,
  proveCoercion,
  proveDefaults,
  proveFormats,
  provePages,
  proveSorting,
  proveFilters,
  proveSelection,
  provePrivileges,
  proveTrust,
  proveSecrets,
  proveIdempotence,
  proveIdempotency,
  proveDryRun,
  proveEffects,
  proveAudit,
  proveComposes,
  proveOutcomes,
  proveDeprecation,
  proveLargeResults,
  proveFeeds,
  proveAsks,
  proveProgress,
  proveDependencies,
  proveConfirmation,
  proveRate,
  proveQuota,
  proveConcurrency,
  proveTimeout,
  proveUnexpected,
  proveSwitches,
  proveClients,
];

/** The generated server declaration and the texts of the two locks. */
export interface Papers {
  readonly server: Server;
  readonly accessLock: string;
  readonly surfaceLock: string;
}

/** Everything that one declaration promises, as checks that a server passes or fails. */
export function checksOf(tool: Tool, examples: readonly Example[], papers: Papers): readonly Check[] {
  const access = accessOf(tool, parseAccessLock(papers.accessLock));
  const none: ReadonlyMap<string, Access> = new Map();
  const actions: readonly (string | null)[] = tool.actions ? Object.keys(tool.actions) : [null];
  const subject: Subject = {
    tool,
    examples,
    server: papers.server,
    access,
    listed: listedIn(papers.surfaceLock, tool),
    scenes: new Map(actions.map((action) => [action, sceneOf(tool, action, examples, access.get(action) ?? none)])),
  };
  return provers.flatMap((prove) => prove(subject));
}
