import type { Example, Prompt, Resource } from '../../tool.js';
import type { Check } from '../check.js';
import type { Papers } from '../checks.js';
import { proveReadingAccess } from './prove-access.js';
import { proveCompletions } from './prove-completions.js';
import { proveContents, proveMessages } from './prove-contents.js';
import { proveReadingExamples } from './prove-examples.js';
import { proveReadingListing } from './prove-listing.js';
import { proveReadingParameters } from './prove-parameters.js';
import { proveReadingProfiles } from './prove-profiles.js';
import { proveSubscription } from './prove-subscription.js';
import { proveReadingAudit } from './prove-unknown.js';
import { promptReading, type Reading, resourceReading } from './reading.js';

/** Everything that a resource's declaration promises. */
export function resourceChecks(resource: Resource, examples: readonly Example[], papers: Papers): readonly Check[] {
  const reading = resourceReading(resource, examples, papers);
  return [...commonChecks(reading), ...proveContents(reading), ...proveSubscription(reading)];
}

/** Everything that a prompt's declaration promises. */
export function promptChecks(prompt: Prompt, examples: readonly Example[], papers: Papers): readonly Check[] {
  const reading = promptReading(prompt, examples, papers);
  return [...commonChecks(reading), ...proveMessages(reading)];
}

function commonChecks(reading: Reading): readonly Check[] {
  return [
    ...proveReadingListing(reading),
    ...proveReadingExamples(reading),
    ...proveReadingAccess(reading),
    ...proveReadingParameters(reading),
    ...proveCompletions(reading),
    ...proveReadingAudit(reading),
    ...proveReadingProfiles(reading),
  ];
}
