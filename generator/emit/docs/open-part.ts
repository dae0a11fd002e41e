import type { Program } from '../../model.js';

/** What the reference shows to everybody: all but what is for audiences alone whose reference is private. */
export function openPart(program: Program): Program {
  const { principals, privateReference } = program.server;
  const isOpen = (audiences: readonly string[]) => audiences.some((one) => !privateReference.includes(one));
  const openOf = <Subject extends { readonly audience: readonly string[] }>(subjects: readonly Subject[]) =>
    subjects.filter(({ audience }) => isOpen(audience));
  return {
    ...program,
    server: { ...program.server, principals: principals.filter(({ audiences }) => isOpen(audiences)) },
    tools: openOf(program.tools),
    resources: openOf(program.resources),
    prompts: openOf(program.prompts),
  };
}
