import { privilegesOf } from '../../runtime/testing/standing.js';
import type { Program } from '../../runtime/tool.js';

/** Which gate each principal of the demo data meets at each resource and prompt, by declaration alone. */
export function subjectMatrix({ server, resources = [], prompts = [] }: Program): string {
  const chain = (context: string | null): string[] => {
    const names: string[] = [];
    for (let name = context; name !== null; name = server.contexts[name]?.within ?? null) names.unshift(name);
    return names;
  };
  const rows = Object.entries(server.principals).flatMap(([principal, { audiences, context }]) => {
    const held = privilegesOf(server, principal);
    return [...resources, ...prompts].map(({ audience, context: asked, requires }) => {
      const missing = chain(asked).find((name) => !(name in context)) ?? null;
      const heard = audience.some((one) => audiences.includes(one));
      const may = requires.every(({ privilege }) => held.has(privilege));
      return [
        principal,
        missing,
        missing === null ? heard : null,
        missing === null && heard ? may : null,
        heard && may,
      ];
    });
  });
  return JSON.stringify(rows);
}
