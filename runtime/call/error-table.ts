import type { ErrorDeclaration, Server, Tool } from '../tool.js';
import { shortText } from './output/clean-text.js';
import type { Gate, Refusal } from './refusal.js';

/** What a refusal is made with, beside its code. */
export interface RefusalFacts {
  readonly gate: Gate;
  readonly tool?: Tool;
  /** Fill `{placeholders}`. Nothing secret, nothing personal, nothing by strangers. */
  readonly values?: { readonly [placeholder: string]: unknown };
  /** Stands in the body beside `error` and `code`. */
  readonly data?: { readonly [name: string]: unknown };
  /** Added to the declared sentence. */
  readonly advice?: string;
}

/** The declaration of an error: the tool's own, else the server's; undefined where neither has it. */
export function errorOf(server: Server, tool: Tool | undefined, code: string): ErrorDeclaration | undefined {
  if (tool?.errors !== undefined && Object.hasOwn(tool.errors, code)) return tool.errors[code];
  return Object.hasOwn(server.errors, code) ? server.errors[code] : undefined;
}

/** A refusal as the error table declares it, its body whole. Throws a sentence when no table has the code. */
export function refuse(server: Server, code: string, facts: RefusalFacts): Refusal {
  const declared = errorOf(server, facts.tool, code);
  if (declared === undefined) throw new Error(`No error table declares ${code}. Regenerate the program.`);
  const { channel, http } = declared;
  const values = { ...(facts.tool && { tool: facts.tool.name }), ...facts.values };
  const message = [fillMessage(declared.message, values), ...(facts.advice ? [facts.advice] : [])].join(' ');
  const enveloped = facts.tool !== undefined && server.modules[facts.tool.module]?.envelope === 'data_meta';
  const body = {
    ...(enveloped && { success: false }),
    error: message,
    code,
    // The result channel's bodies are those that the documents print; only policy refusals say which gate it was.
    ...(channel === 'rpc' && { gate: facts.gate }),
    ...facts.data,
  };
  const rpc = channel === 'rpc' ? (declared.rpc ?? -32603) : null;
  return { refused: true, gate: facts.gate, code, message, http, rpc, channel, body };
}

/** What has no value stays as it is written. */
export function fillMessage(message: string, values: { readonly [placeholder: string]: unknown }): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (typeof value === 'string') return shortText(value, 200);
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : whole;
  });
}
