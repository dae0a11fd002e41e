import type { Program, Tool } from '../model.js';
import { lookup } from '../program/lookup.js';

/**
 * `make`, with what it made of each tool remembered: a watcher then pays for the tools that changed alone. What it makes
 * may depend on the tool, the tools that it composes, the server and the modules, not on other tools. Compared is what
 * they say, not who they are, since each run of the checker makes new objects.
 */
export function perTool<Made>(make: (program: Program, tool: Tool) => Made): (program: Program, tool: Tool) => Made {
  const remembered = new Map<string, { readonly said: string; readonly around: string; readonly made: Made }>();
  return (program, tool) => {
    const name = `${tool.module}/${tool.domain}/${tool.stem}`;
    const said = [tool, ...composedBy(program, tool)].map(textOfTool).join();
    const around = textOfSurroundings(program);
    const known = remembered.get(name);
    if (known?.said === said && known.around === around) return known.made;
    const made = make(program, tool);
    remembered.set(name, { said, around, made });
    return made;
  };
}

/** Also asked of a program that has been found faulty, whose steps may not be there. */
function composedBy(program: Program, { composes }: Tool): readonly Tool[] {
  return composes.flatMap((written) => lookup(program).tool(written.split('.')[0] ?? '') ?? []);
}

const textOfTool = once((tool: Tool) => JSON.stringify(tool));
const textOfSurroundings = once(({ server, modules }: Program) => JSON.stringify([server, modules]));

function once<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}
