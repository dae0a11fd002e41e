import type { Shape, Tool } from '../../tool.js';

/** Whether a call of the tool may have to speak to its client on the way, or answers what only the library checks. */
export function needsClient(tool: Tool): boolean {
  return (
    tool.asks !== undefined ||
    tool.confirm !== undefined ||
    Object.values(tool.actions ?? {}).some(({ confirm }) => confirm) ||
    tool.progress === true ||
    tool.usesClient !== undefined ||
    tool.composes !== undefined ||
    tool.output.kind === 'content' ||
    mirrorsHeaders(tool.input)
  );
}

function mirrorsHeaders({ properties = {} }: Shape): boolean {
  return Object.values(properties).some((property) => property.header !== undefined || mirrorsHeaders(property));
}
