import { isRecord } from '../match.js';
import { validValue } from '../valid-value.js';
import type { Reading } from './reading.js';

/** Who may ask, and with what: the first example that succeeds, else parameters that are valid at least. */
export interface ReadingScene {
  readonly as: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Whether an example says that it leads somewhere. */
  readonly known: boolean;
}

export function readingScene({ name, examples, access, parameters }: Reading): ReadingScene {
  const example = examples.find(({ expectError }) => expectError === undefined);
  if (example) return { as: example.as, parameters: example.input, known: true };
  const [as] = [...access].find(([, { allowed }]) => allowed) ?? [];
  if (as === undefined) {
    throw new Error(
      `Nobody may have '${name}': no principal of the access lock passes. Mend 'audience' and 'requires'.`,
    );
  }
  const made = validValue(parameters);
  return { as, parameters: isRecord(made) ? made : {}, known: Object.keys(parameters.properties ?? {}).length === 0 };
}
