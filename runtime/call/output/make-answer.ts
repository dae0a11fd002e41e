import { stringify } from 'yaml';
import type { Format } from '../../tool.js';
import type { Answer, RanCall } from '../call.js';
import { historyMeta } from '../deprecation.js';
import { contextChain } from '../gates/check-context.js';
import { heldPrivileges } from '../held-privileges.js';
import { isRecord } from '../is-record.js';
import { readsOnly } from '../operations.js';
import { answerFormat } from './answer-format.js';
import { cutByTool } from './cut.js';
import { chosenOutput } from './output-shape.js';
import { type ShapedOutput, shapeOutput } from './shape-output.js';

type Meta = Readonly<Record<string, unknown>>;

/** The answer in the words of the wires: value, text and what REST sends, in the format asked for. */
export function makeAnswer(call: RanCall): Answer {
  const { kernel, tool } = call;
  const shaped = shapeFor(call);
  const cut = cutByTool(call);
  const meta = {
    ...historyMeta(call, call.request),
    ...tenantMeta(call),
    ...(cut && { truncated: [cut] }),
    ...(call.writes !== undefined && { dryRun: { writes: call.writes } }),
    ...(call.receipts && { receipts: call.receipts }),
  };
  const first = putInWords(call, shaped, meta);
  const size = Buffer.byteLength(first.text);
  if (size < kernel.server.limits.sizeHintBytes)
    return { refused: false, tool, call, value: shaped.value, ...first, meta };
  const told = { ...meta, responseSize: size };
  return { refused: false, tool, call, value: shaped.value, ...putInWords(call, shaped, told), meta: told };
}

/** What the caller gets of an output, as `structuredContent` carries it in the formats that show all of it. */
export function answeredValue(call: RanCall): unknown {
  return shapeFor(call, false).value;
}

/** An output as this caller gets it, before it is put in the words of a format. */
export function shapeFor(call: RanCall, csv = formatOf(call) === 'csv'): ShapedOutput {
  const { kernel, request } = call;
  const held = heldPrivileges(kernel.server, request.principal.active);
  const view = { detailed: formatOf(call) === 'detailed', holds: (privilege: string) => held.has(privilege) };
  return shapeOutput(call, view, csv);
}

function formatOf({ kernel, tool, input }: RanCall): Format {
  return answerFormat(kernel.server, tool, input);
}

/** An answer to what may have changed something tells in which tenant: a session may have switched since. */
function tenantMeta({ kernel: { server }, tool, action, request }: RanCall): Meta {
  if (readsOnly(tool, action)) return {};
  const tenants = contextChain(server, tool.context).filter(({ tenant }) => tenant);
  return Object.fromEntries(tenants.map(({ name, meta }) => [meta, request.principal.active.contexts[name]]));
}

/** Text, REST's body and its type, in the format asked for. */
export function putInWords(
  call: RanCall,
  shaped: ShapedOutput,
  meta: Meta,
): Pick<Answer, 'text' | 'rest' | 'mimeType'> {
  const { kernel, tool, input } = call;
  if (shaped.csv !== undefined) return { text: shaped.csv, rest: shaped.csv, mimeType: 'text/csv' };
  if (tool.output.kind === 'content') {
    return { text: textOf(shaped.value), rest: shaped.value, mimeType: 'application/json' };
  }
  const enveloped = kernel.server.modules[tool.module]?.envelope === 'data_meta';
  const body = enveloped ? envelope(shaped, meta) : shaped.value;
  if (answerFormat(kernel.server, tool, input) === 'yaml') {
    // Every value where it stands, on one line: anchors and folding are for people who write YAML.
    const text = stringify(body, { aliasDuplicateObjects: false, lineWidth: 0 });
    return { text, rest: text, mimeType: 'application/yaml' };
  }
  const chosen = chosenOutput(tool, input);
  const bare = !enveloped && chosen?.kind === 'list' && chosen.rest === 'bare';
  return { text: JSON.stringify(body), rest: bare ? shaped.rows : body, mimeType: 'application/json' };
}

/** `{success, data, _meta}`: of a list the rows are the data, and its page stands in `_meta`. */
function envelope({ value, rows, page }: ShapedOutput, meta: Meta): object {
  const whole = { ...page, ...meta };
  return { success: true, data: rows ?? value, ...(Object.keys(whole).length > 0 && { _meta: whole }) };
}

function textOf(blocks: unknown): string {
  const texts = (Array.isArray(blocks) ? blocks : []).map((block) => (isRecord(block) ? block.text : undefined));
  return texts.filter((text) => typeof text === 'string').join('\n');
}
