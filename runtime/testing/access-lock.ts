import type { Tool } from '../tool.js';

/** What a principal gets from a tool (or one of its actions): through, or the error and the gate that refuses. */
export type Access =
  | { readonly allowed: true; readonly where?: string }
  | { readonly allowed: false; readonly code: string; readonly gate: string; readonly detail: string | null };

interface Section {
  readonly place: string;
  readonly action: string | null;
  readonly principals: Map<string, Access>;
}

/**
 * Reads the text of `access.lock`: a header line `module/domain/stem[ action]`, then indented lines
 * `principal  allowed[ where …]` or `principal  CODE gate[ detail]`. Lines that begin with `#` are remarks.
 */
export function parseAccessLock(text: string): readonly Section[] {
  const sections: Section[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const words = line.trim().split(/\s+/);
    if (!/^\s/.test(line)) {
      sections.push({ place: words[0]!, action: words[1] ?? null, principals: new Map() });
      continue;
    }
    const section = sections.at(-1);
    const [principal, code, gate, ...detail] = words;
    if (!section || !principal || !code)
      throw new Error(
        `access.lock: '${line}' is not 'principal  allowed' or 'principal  CODE gate'. Run 'npx toolwright generate'.`,
      );
    section.principals.set(
      principal,
      code === 'allowed'
        ? { allowed: true, ...(gate === 'where' ? { where: detail.join(' ') } : {}) }
        : { allowed: false, code, gate: gate ?? '', detail: detail.join(' ') || null },
    );
  }
  return sections;
}

/** The lock's sections of one tool, by action (`null` for a tool without actions). Throws when there is none. */
export function accessOf(
  tool: Tool,
  sections: readonly Section[],
): ReadonlyMap<string | null, ReadonlyMap<string, Access>> {
  const folder = `${tool.module}/${tool.domain}/`;
  const name = spelled(tool.name);
  const own = sections.filter(
    ({ place }) => place.startsWith(folder) && name.endsWith(spelled(place.slice(folder.length))),
  );
  const longest = Math.max(...own.map(({ place }) => place.length));
  const found = own.filter(({ place }) => place.length === longest);
  if (found.length === 0) throw new Error(`access.lock says nothing of '${tool.name}'. Run 'npx toolwright generate'.`);
  return new Map(found.map(({ action, principals }) => [action, principals]));
}

/** Prefix and style differ between a file's stem and the name on the wire. */
function spelled(name: string): string {
  return name.replaceAll(/[-.]/g, '_');
}
