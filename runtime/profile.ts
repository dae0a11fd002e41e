import type { Program, Server, Tool } from './tool.js';

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

/** The program with the tools of one profile alone: what is outside is then unknown there, for lists and calls alike. */
export function restrictTo(program: Program, profile: string): Program {
  return { ...program, tools: program.tools.filter((tool) => isInProfile(program.server, profile, tool)) };
}
