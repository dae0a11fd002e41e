import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';
import { isRecord } from '../call/is-record.js';
import { isListen } from './subjects/listen-bus.js';

/**
 * One client over standard input and output. It is one caller, identified again at each message, as it would be at each
 * HTTP request: whoever's key is revoked is gone with the next.
 */
export class CallerTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: NonNullable<Transport['onmessage']>;
  /** Addresses that streams of 2026-07-28 have asked for. */
  readonly listensTo = new Set<string>();
  #identified: Promise<void> = Promise.resolve();

  constructor(
    readonly inner: Transport,
    /** Resolves to whether the caller is still somebody. */
    readonly identify: () => Promise<boolean>,
  ) {}

  async start(): Promise<void> {
    this.inner.onclose = () => this.onclose?.();
    this.inner.onerror = (error) => this.onerror?.(error);
    this.inner.onmessage = (message: JSONRPCMessage, extra) => {
      // In the order in which they came, whatever each takes to identify.
      this.#identified = this.#identified.then(async () => {
        const known = await this.identify().catch((error: Error) => {
          this.onerror?.(error);
          return false;
        });
        if (!known) return this.close();
        this.#note(message);
        this.onmessage?.(message, extra);
      });
    };
    await this.inner.start();
  }

  send(...sent: Parameters<Transport['send']>): Promise<void> {
    return this.inner.send(...sent);
  }

  close(): Promise<void> {
    return this.inner.close();
  }

  #note(message: JSONRPCMessage): void {
    if (!isListen(message) || !('params' in message) || !isRecord(message.params)) return;
    const { notifications } = message.params;
    const asked = isRecord(notifications) ? notifications.resourceSubscriptions : undefined;
    for (const uri of Array.isArray(asked) ? asked : []) if (typeof uri === 'string') this.listensTo.add(uri);
  }
}
