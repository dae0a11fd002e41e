import type { Implementation, ServerCapabilities } from '@modelcontextprotocol/server';
import type { Kernel } from '../call/call.js';
import { subjectCapabilities } from './subjects/serve-subjects.js';

/** Who clients are told that they speak to. */
export function identityOf({ server: { name, title, icons } }: Kernel, version: string): Implementation {
  return { name, title, version, ...(icons && { icons: [...icons] as Implementation['icons'] }) } as Implementation;
}

/** What clients are told that there is. */
export function capabilitiesOf(kernel: Kernel): ServerCapabilities {
  return { tools: { listChanged: true }, ...(logs(kernel) && { logging: {} }), ...subjectCapabilities(kernel) };
}

/** Whether any tool here sends log messages to its client. */
export function logs({ handlers }: Kernel): boolean {
  return [...handlers.values()].some(({ tool }) => tool.usesClient?.includes('log'));
}
