import type { Server } from '../tool.js';

/** A request that ends before any tool is called, ready for either wire. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';

  constructor(
    readonly code: string,
    message: string,
    /** The HTTP status. */
    readonly http: number,
    /** JSON-RPC's code. */
    readonly rpc: number,
    readonly extra: RefusalExtra,
  ) {
    super(message);
  }
}

export interface RefusalExtra {
  /** Stands in the body beside `error` and `code`, and fills the `{placeholders}` of the declared message. */
  readonly data?: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** A more helpful sentence than the declared one. */
  readonly message?: string;
  /** Another status than the declared one, where HTTP has a word of its own (405, 415). */
  readonly http?: number;
}

/** Makes the refusal that the server's error table declares under `code`. */
export function refuse(server: Server, code: string, extra: RefusalExtra = {}): RefusedRequest {
  const declared = server.errors[code];
  if (declared === undefined) throw new Error(`The server's error table has no ${code}. Regenerate the program.`);
  const message = (extra.message ?? declared.message).replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(extra.data?.[name] ?? whole),
  );
  return new RefusedRequest(code, message, extra.http ?? declared.http, declared.rpc ?? -32600, extra);
}
