import type { Gates } from '../../runtime/call/call.js';
import type { AnyHandler, Program, Tool } from '../../runtime/tool.js';

/** What is served: the one thing that a mutant changes. The tests stay those of the spec. */
export interface Served {
  readonly program: Program;
  readonly resolvers: readonly AnyHandler[];
  /** The stages of a call, where one of them is left out. */
  readonly gates?: Gates;
}

/** One change of one place, which some contract test has to notice. */
export interface Mutant {
  /** Unique, and readable: `rotate_credentials requires: without marketplace:project:rotate`. */
  readonly name: string;
  /** The tool whose proofs should notice; null where any tool's may. */
  readonly tool: string | null;
  /** The places changed, in the words of `Check.keys`. */
  readonly keys: readonly string[];
  readonly apply: (served: Served) => Served;
}

/** Changes nothing: the proofs have to pass, or their failing on a mutant would mean nothing. */
export const unchanged: Mutant = { name: 'nothing changed', tool: null, keys: [], apply: (served) => served };

/** A mutant that changes one tool's declaration as it is served. */
export function toolMutant(tool: Tool, key: string, what: string, edit: (tool: Tool) => Tool): Mutant {
  return {
    name: `${tool.name} ${key}: ${what}`,
    tool: tool.name,
    keys: [key],
    apply: (served) => ({
      ...served,
      program: {
        ...served.program,
        tools: served.program.tools.map((each) => (each.name === tool.name ? edit(each) : each)),
      },
    }),
  };
}

type Step = string | number;

/** A copy with another value at a path; `undefined` takes the key, or the item, away. */
export function changed<T>(whole: T, path: readonly Step[], value: unknown): T {
  const [step, ...rest] = path;
  if (step === undefined) return value as T;
  if (Array.isArray(whole)) {
    if (rest.length === 0 && value === undefined) return whole.filter((_, index) => index !== step) as T;
    return whole.map((item, index) => (index === step ? changed(item, rest, value) : item)) as T;
  }
  const { [step]: old, ...others } = whole as Record<Step, unknown>;
  if (rest.length === 0 && value === undefined) return others as T;
  // Keys keep their order, so that nothing but the one value differs.
  return Object.fromEntries(
    [...Object.keys(whole as object), ...(old === undefined ? [step] : [])].map((key) => [
      key,
      String(key) === String(step) ? changed(old, rest, value) : others[key],
    ]),
  ) as T;
}
