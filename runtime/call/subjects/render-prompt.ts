import type { Json, Prompt, PromptMessage } from '../../tool.js';
import { isRecord } from '../is-record.js';

type Input = { readonly [argument: string]: unknown };

/**
 * The messages with their placeholders filled. Within an address a value is percent-encoded; one that is the whole
 * address is taken as it is. What is absent is empty.
 */
export function renderPrompt({ messages }: Prompt, input: Input): { readonly messages: readonly PromptMessage[] } {
  return {
    messages: messages.map(({ role, content }) => ({
      role,
      content: fill(content, input, '') as PromptMessage['content'],
    })),
  };
}

/** The address of what a message embeds without bringing it along; null for any other message. */
export function embeddedUri({ content }: PromptMessage): string | null {
  const { resource } = content;
  if (content.type !== 'resource' || !isRecord(resource) || 'text' in resource || 'blob' in resource) return null;
  return typeof resource.uri === 'string' ? resource.uri : null;
}

function fill(value: Json, input: Input, key: string): Json {
  if (typeof value === 'string') {
    const write = key === 'uri' && !/^\{[\w.]+\}$/.test(value) ? encodeURIComponent : String;
    return value.replace(/\{(\w+(?:\.\w+)?)\}/g, (_, name: string) => write(textOf(input[name])));
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, input, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fill(inner as Json, input, name)]));
}

function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}
