import type { JSONRPCNotification } from '@modelcontextprotocol/server';

/** The answer to a session's GET: open until one side ends it. */
export interface SessionStream {
  readonly response: Response;
  send(message: JSONRPCNotification): void;
  end(): void;
}

/** Proxies close what is silent for long; a comment is nobody's message. */
const KEEP_ALIVE_MS = 15_000;

/** `onEnd` is told once, whoever ends it. */
export function openSessionStream(onEnd: () => void): SessionStream {
  const encoder = new TextEncoder();
  let open = true;
  let timer: NodeJS.Timeout | undefined;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const write = (text: string) => open && controller?.enqueue(encoder.encode(text));
  const finish = () => {
    open = false;
    clearInterval(timer);
    onEnd();
  };
  const body = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
    },
    cancel: finish,
  });
  timer = setInterval(() => write(': keep-alive\n\n'), KEEP_ALIVE_MS);
  timer.unref();
  // So that the head goes out at once, and the client knows that it is heard.
  write(': listening\n\n');
  const headers = {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  };
  return {
    response: new Response(body, { headers }),
    send: (message) => void write(`event: message\ndata: ${JSON.stringify(message)}\n\n`),
    end() {
      if (!open) return;
      controller?.close();
      finish();
    },
  };
}
