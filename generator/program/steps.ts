import type { Program, Tool } from '../model.js';
import { lookup } from './lookup.js';

/** One declared step of a composite: a tool, or an action of one. */
export interface StepOf {
  readonly tool: Tool;
  readonly action: string | null;
}

/** The steps of a composite, in the order declared. A wire name has no dots, so what follows one is an action. */
export function stepsOf(program: Program, { composes }: Tool): readonly StepOf[] {
  return composes.map((written) => {
    const [name = '', action = null] = written.split('.');
    const tool = lookup(program).tool(name);
    if (tool === undefined) throw new Error(`The checked program has no tool ${name}. This is a bug of the checker.`);
    return { tool, action };
  });
}
