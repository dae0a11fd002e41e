import type { Writable } from 'node:stream';
import type { JSONRPCNotification } from '@modelcontextprotocol/server';

/** The answer to a session's GET: open until one side ends it. */
export interface SessionStream {
  send(message: JSONRPCNotification): void;
  end(): void;
}

/** Proxies close what is silent for long; a comment is nobody's message. */
const KEEP_ALIVE_MS = 15_000;

/** A client that does not read what it is sent is not worth more memory than this. */
const UNREAD_BYTES = 1_048_576;

/** Writes `text/event-stream` to whoever listens. `onEnd` is told once, whoever ends it. */
export function openSessionStream(out: Writable, onEnd: () => void): SessionStream {
  let open = true;
  const timer = setInterval(() => out.write(': keep-alive\n\n'), KEEP_ALIVE_MS);
  timer.unref();
  const finish = () => {
    if (!open) return;
    open = false;
    clearInterval(timer);
    onEnd();
  };
  out.once('close', finish);
  // So that the head goes out at once, and the client knows that it is heard.
  out.write(': listening\n\n');
  return {
    send(message) {
      if (!open) return;
      if (out.writableLength > UNREAD_BYTES) out.destroy();
      else out.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
    },
    end() {
      if (open) out.end();
      finish();
    },
  };
}
