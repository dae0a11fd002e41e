import type { ContentBlock } from '../../tool.js';
import { redact } from '../audit/redact.js';
import type { Answer } from '../call.js';
import type { Cut } from '../output/cut.js';
import { cutAnswer } from './cut-answer.js';
import { type Pointer, placeOf } from './pointer.js';

type Link = Extract<ContentBlock, { type: 'resource_link' }>;

/**
 * The answer with a pointer to the whole. Over MCP it is cut to what fits, stays valid, and says where it was cut; over
 * REST, where nothing could be said beside a bare list or a table, the pointer stands in its place.
 */
export function pointedAnswer(answer: Answer, pointer: Pointer, limit: number): Answer {
  const { call, tool, mimeType } = answer;
  const { kernel, request } = call;
  const { uri, path } = placeOf(kernel, request.principal, pointer);
  const query = { tool: tool.name, arguments: redact(call.arguments, tool.input) ?? null };
  const meta = { ...answer.meta, resourceUri: uri, query };
  if (request.wire === 'rest') {
    const told = { ...meta, resultUrl: `${kernel.address()}${path}`, mimeType, expiresAt: pointer.expiresAt };
    const enveloped = kernel.server.modules[tool.module]?.envelope === 'data_meta';
    const rest = { ...(enveloped && { success: true, data: null }), _meta: told };
    return { ...answer, meta: told, rest, mimeType: 'application/json' };
  }
  const { cuts, ...cut } = cutAnswer(answer, meta, limit);
  const link: Link = {
    type: 'resource_link',
    uri,
    name: `${tool.name} result`,
    description: describe(cuts, pointer),
    mimeType,
  };
  return { ...answer, ...cut, link };
}

function describe(cuts: readonly Cut[], { expiresAt }: Pointer): string {
  const shown = cuts
    .map(({ pointer, shown, of }) => `${shown}${of === undefined ? '' : ` of ${of}`} at '${pointer}'`)
    .join(', ');
  const said = shown === '' ? '' : ` Here stand ${shown}.`;
  return `The whole answer, to be read until ${expiresAt.toISOString()}.${said}`;
}
