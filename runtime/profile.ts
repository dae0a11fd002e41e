import type { Program, Prompt, Resource, Server, Tool } from './tool.js';

/** Whether a profile of `server.yaml` shows a tool. Of a tool with actions, each has to be of a mode it allows. */
export function isInProfile(server: Server, profile: string, tool: Tool): boolean {
  const declared = server.profiles[profile];
  if (declared === undefined) return false;
  const { writeModes, audience, tools } = declared;
  const modes = [tool, ...Object.values(tool.actions ?? {})].map((part) => part.writeMode);
  return (
    (writeModes === undefined || modes.every((mode) => writeModes.includes(mode))) &&
    (audience === undefined || tool.audience.includes(audience)) &&
    (tools === undefined || tools.includes(tool.name))
  );
}

/** The program with what one profile has: what is outside is then unknown there, for lists and calls alike. */
export function restrictTo(program: Program, profile: string): Program {
  const { server, tools, resources = [], prompts = [] } = program;
  return {
    ...program,
    tools: tools.filter((tool) => isInProfile(server, profile, tool)),
    resources: resources.filter((resource) => readsInProfile(server, profile, resource)),
    prompts: prompts.filter((prompt) => readsInProfile(server, profile, prompt)),
  };
}

/** Resources and prompts are read; a profile that names its tools has those, and nothing beside them. */
function readsInProfile(server: Server, profile: string, { audience }: Resource | Prompt): boolean {
  const declared = server.profiles[profile];
  if (declared === undefined || declared.tools !== undefined) return false;
  const reads = declared.writeModes === undefined || declared.writeModes.includes('read');
  return reads && (declared.audience === undefined || audience.includes(declared.audience));
}
