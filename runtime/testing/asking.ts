import type { Format } from '../tool.js';
import type { Bench } from './bench.js';
import type { Check, Subject } from './check.js';
import { sceneFor } from './right-call.js';
import type { Outcome } from './wire.js';

/** A call that is asked for in one format after the other. */
export interface Asking {
  readonly subject: Subject;
  readonly action: string | null;
  /** The parameter that names the format, in the module's style. */
  readonly format: string;
}

export function asking(subject: Subject, action: string | null, format: string): Asking {
  return { subject, action, format };
}

/** The scene's call, in a format; null: without a word about it. */
export async function answerIn(bench: Bench, asked: Asking, format: Format | null): Promise<Outcome> {
  const { subject, action } = asked;
  const scene = sceneFor(subject, action);
  const { [asked.format]: _, ...input } = await bench.stage(scene);
  const said = format === null ? {} : { [asked.format]: format };
  return bench.succeed({ as: scene.as }, subject.tool.name, { ...input, ...said });
}

/** What all checks of formats have in common. */
export function base({ action }: Asking, name: string): Pick<Check, 'name' | 'changes'> {
  return { name: `formats: ${action === null ? '' : `${action}: `}${name}`, changes: true };
}
