import type { ServerEvent } from '@modelcontextprotocol/server';
import type { ChangeEvent } from './followers.js';

/** A change as the notification that both eras know. */
export function changeMessage(event: ChangeEvent): {
  readonly method: string;
  readonly params?: { readonly uri: string };
} {
  if (event.kind === 'list') return { method: `notifications/${event.of}/list_changed` };
  return { method: 'notifications/resources/updated', params: { uri: event.uri } };
}

/** The same in the words of the library's bus. */
export function changeEvent(event: ChangeEvent): ServerEvent {
  if (event.kind === 'resource') return { kind: 'resource_updated', uri: event.uri };
  return { kind: `${event.of}_list_changed` };
}
