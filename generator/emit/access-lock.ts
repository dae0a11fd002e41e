import type { OutputFile, Program } from '../model.js';
import { type Access, access, accessActions, asReading, type Guarded } from '../program/access.js';

const REMARKS = [
  '# Who gets through to which tool, and which gate refuses whom. Generated from spec/: a change here is a change of',
  '# what people may do. `npx toolwright explain <tool> --as <principal>` tells why.',
];

/** `access.lock`: principal × tool (× action) → allowed, or the gate that refuses. */
export function emitAccessLock(program: Program): readonly OutputFile[] {
  const sections = [
    ...program.tools.flatMap((tool) => sectionsOf(program, `${tool.module}/${tool.domain}/${tool.stem}`, tool)),
    ...program.resources.flatMap((one) => sectionsOf(program, `${one.module}/resources/${one.stem}`, asReading(one))),
    ...program.prompts.flatMap((one) => sectionsOf(program, `${one.module}/prompts/${one.stem}`, asReading(one))),
  ];
  return [{ path: 'access.lock', text: `${[REMARKS.join('\n'), ...sections].join('\n\n')}\n` }];
}

function sectionsOf(program: Program, place: string, tool: Guarded): readonly string[] {
  return accessActions(tool).map((action) => {
    const header = [place, ...(action ? [action.name] : [])].join(' ');
    const rows = program.server.principals.map(
      (principal) => `  ${principal.name}  ${verdict(access(program, tool, principal, action))}`,
    );
    return [header, ...rows].join('\n');
  });
}

function verdict(access: Access): string {
  if (access.allowed) return access.where === undefined ? 'allowed' : `allowed where ${access.where}`;
  return [access.code, access.gate, ...(access.detail === undefined ? [] : [access.detail])].join(' ');
}
