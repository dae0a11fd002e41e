import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { EffectCall } from '../../runtime/context.js';
import type { Fault, Faults } from '../../runtime/testing/faults.js';

/** Knows idempotency keys: the same key is the same transfer. */
export interface Bank {
  transfer(
    bill: { readonly payee: string; readonly cents: number },
    call: EffectCall,
  ): Promise<{ receipt: string | null }>;
}

/** Knows no keys: every request is a letter. What has been sent can be looked up by the name it was sent under. */
export interface Mail {
  send(letter: { readonly to: string; readonly text: string }, call: EffectCall): Promise<void>;
}

declare module 'toolwright/runtime' {
  interface EffectClients {
    bank: Bank;
    mail: Mail;
  }
}

export interface Outside {
  readonly url: string;
  readonly faults: Faults;
  close(): Promise<void>;
}

interface Due {
  readonly fault: Fault;
  arrived(): void;
}

/**
 * A bank and a mail service on a socket of their own, that go wrong when they are asked to. `pause` is waited for when
 * something has been done and is not answered yet.
 */
export async function openOutside(pause: () => Promise<void> = async () => {}): Promise<Outside> {
  const transfers = new Map<string, { receipt: string }>();
  const letters: { name: string; to: string; text: string }[] = [];
  const due = new Map<string, Due>();

  const services: Readonly<Record<string, (key: string, body: never) => object>> = {
    bank(key, { payee }: { payee: string }) {
      if (payee === 'Nobody') return { receipt: null };
      const transfer = transfers.get(key) ?? { receipt: `rcp_${key.slice(0, 12)}` };
      transfers.set(key, transfer);
      return transfer;
    },
    mail(name, letter: { to: string; text: string }) {
      letters.push({ name, ...letter });
      return {};
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, effect = '', key = ''] = request.url?.split('/') ?? [];
    if (request.method === 'GET') {
      response.writeHead(letters.some(({ name }) => name === key) ? 200 : 404).end('{}');
      return;
    }
    const body = (await json(request)) as never;
    const fault = due.get(effect);
    due.delete(effect);
    if (fault?.fault === 'fails') response.writeHead(503).end('{}');
    else {
      const done = services[effect]?.(key, body);
      await pause();
      if (fault?.fault === 'loses its answer') request.socket.destroy();
      else if (fault === undefined) response.end(JSON.stringify(done));
    }
    fault?.arrived();
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    faults: {
      next: (effect, fault) => new Promise((arrived) => due.set(effect, { fault, arrived })),
      had: (effect) => (effect === 'bank' ? transfers.size : letters.length),
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The clients of both, as the server's host has them. */
export function clientsOf(url: string): { readonly bank: Bank; readonly mail: Mail } {
  async function post(effect: string, body: object, { key, signal }: EffectCall): Promise<unknown> {
    const response = await fetch(`${url}/${effect}/${key}`, { method: 'POST', body: JSON.stringify(body), signal });
    if (!response.ok) throw new Error(`The service of '${effect}' answers ${response.status}.`);
    return response.json();
  }
  return {
    bank: { transfer: async (bill, call) => (await post('bank', bill, call)) as { receipt: string | null } },
    mail: {
      async send(letter, call) {
        const sent = call.again && (await fetch(`${url}/mail/${call.key}`, { signal: call.signal })).ok;
        if (!sent) await post('mail', letter, call);
      },
    },
  };
}
