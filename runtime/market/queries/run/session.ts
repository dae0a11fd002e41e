import { connect, type Socket } from 'node:net';
import type pg from 'pg';

/** What the driver knows of its connection and its types do not tell. */
interface Inside {
  readonly host: string;
  readonly port: number;
  readonly processID: number;
  readonly secretKey: number;
  readonly connection: { readonly stream: Socket };
}

const inside = (client: pg.ClientBase): Inside => client as unknown as Inside;

const CANCEL_REQUEST = 80_877_102;

/** Cuts the connection off: PostgreSQL ends what it does for it when it next sends something, or looks. */
export function cutOff(client: pg.ClientBase): void {
  inside(client).connection.stream.destroy();
}

/** Calls `exceeded` once more than so many bytes have come since. Returns the way to stop. */
export function onBytes(client: pg.ClientBase, atMost: number, exceeded: () => void): () => void {
  const { stream } = inside(client).connection;
  const before = stream.bytesRead;
  const count = () => {
    if (stream.bytesRead - before > atMost) exceeded();
  };
  stream.on('data', count);
  return () => void stream.off('data', count);
}

/**
 * Asks PostgreSQL, beside the connection, to stop what it does for it: the protocol's own CancelRequest, which needs no right
 * but the key of the connection. Nothing is answered.
 */
export function cancel(client: pg.ClientBase): void {
  const { host, port, processID, secretKey } = inside(client);
  const request = Buffer.alloc(16);
  for (const [at, word] of [16, CANCEL_REQUEST, processID, secretKey].entries()) request.writeInt32BE(word, at * 4);
  const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
  socket.on('error', () => {});
  socket.setTimeout(1_000, () => socket.destroy());
  socket.end(request);
}
