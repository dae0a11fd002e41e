import { audiencesOf, declaredPrivileges } from '../../call/access/privileges.js';
import type { Kernel } from '../../call/call.js';
import type { RoleTerms } from '../../store/roles.js';

/** What a form asks for: all of it, or what is wrong in a sentence. */
export type Asked = { readonly terms: RoleTerms; readonly problem: null } | { readonly problem: string };

const longestTitle = 60;

/**
 * The terms of a role for these audiences, as a form has them. Every privilege is named as it is declared, and something that is
 * for one of the audiences asks for it: a wildcard, an unknown one, or one that is for others alone is a problem.
 */
export function readTerms(kernel: Kernel, fields: URLSearchParams, audiences: readonly string[]): Asked {
  const { server } = kernel;
  const title = (fields.get('title') ?? '').trim();
  if (title === '' || title.length > longestTitle) {
    return { problem: `Give the role a name of at most ${longestTitle} characters.` };
  }
  if (Object.keys(server.roles).some((name) => name.toLowerCase() === title.toLowerCase())) {
    return { problem: `There is a declared role called ${title}. Choose another name.` };
  }
  if (audiences.length === 0) return { problem: 'Say whom the role is for.' };
  const privileges = [...new Set(fields.getAll('privilege'))];
  const declared = new Set(declaredPrivileges(server).map(({ privilege }) => privilege));
  const unknown = privileges.find((privilege) => !declared.has(privilege));
  if (unknown !== undefined) {
    return { problem: `There is no privilege ${unknown.slice(0, 100)}. Choose among those below, one by one.` };
  }
  const beyond = privileges.find((privilege) => !isFor(kernel, privilege, audiences));
  if (beyond !== undefined) {
    return { problem: `${beyond} is for ${namesOf(kernel, beyond)}, whom the role is not for. Leave it out.` };
  }
  return { terms: { title, privileges: privileges.sort() }, problem: null };
}

/** What the page has of every privilege that a role for these audiences may hold; of all where there are none yet. */
export function privilegeTree(kernel: Kernel, audiences: readonly string[] | null, ticked: ReadonlySet<string>) {
  const groups = new Map<string, object[]>();
  for (const { privilege, title, sensitive, group } of declaredPrivileges(kernel.server)) {
    const fors = audiencesOf(kernel, privilege);
    if (fors.size === 0 || (audiences !== null && !isFor(kernel, privilege, audiences))) continue;
    const rows = groups.get(group) ?? [];
    groups.set(group, rows);
    rows.push({ privilege, title, sensitive, fors: namesOf(kernel, privilege), ticked: ticked.has(privilege) });
  }
  return [...groups].map(([title, privileges]) => ({ title, privileges }));
}

function isFor(kernel: Kernel, privilege: string, audiences: readonly string[]): boolean {
  const fors = audiencesOf(kernel, privilege);
  return audiences.some((audience) => fors.has(audience));
}

function namesOf(kernel: Kernel, privilege: string): string {
  return [...audiencesOf(kernel, privilege)].sort().join(', ') || 'nobody';
}
