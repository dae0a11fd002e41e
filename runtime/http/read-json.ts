import getRawBody from 'raw-body';
import type { Kernel } from '../call/call.js';
import type { Exchange, Stage } from './exchange.js';
import { asksForCredential } from './paths.js';
import { refuse } from './refused-request.js';

/** Deeper than any real call, and shallow enough for every recursive reader behind. */
const maxDepth = 100;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads the body of a POST under `/mcp` once, as JSON, and stops reading at the server's limit. */
export function readJson(kernel: Kernel): Stage {
  return async (exchange, next) => {
    if (exchange.method === 'POST' && asksForCredential(exchange.path)) {
      checkMediaType(kernel, exchange);
      exchange.state.bytes = await readBytes(kernel, exchange);
      exchange.state.body = parse(kernel, exchange.state.bytes);
    }
    return next();
  };
}

function checkMediaType(kernel: Kernel, exchange: Exchange): void {
  const type = exchange.get('content-type');
  const charset = /;\s*charset\s*=\s*"?([\w-]+)/i.exec(type)?.[1]?.toLowerCase() ?? 'utf-8';
  const encoding = exchange.get('content-encoding').toLowerCase() || 'identity';
  if (/^application\/json\s*(;|$)/i.test(type) && charset === 'utf-8' && encoding === 'identity') return;
  throw refuse(kernel.server, 'INVALID_REQUEST', {
    http: 415,
    message: 'Send the body as application/json, in UTF-8 and not compressed.',
  });
}

async function readBytes(kernel: Kernel, exchange: Exchange): Promise<Buffer> {
  const limit = kernel.server.limits.bodyBytes;
  try {
    return await getRawBody(exchange.req, { limit, length: exchange.request.length ?? null });
  } catch (error) {
    // What is still on its way is not read: the connection ends with the answer.
    exchange.set('Connection', 'close');
    if (error instanceof Error && 'type' in error && error.type === 'entity.too.large') {
      throw refuse(kernel.server, 'BODY_TOO_LARGE', { data: { limit } });
    }
    throw refuse(kernel.server, 'INVALID_REQUEST', { message: 'The body ended before its announced length.' });
  }
}

function parse(kernel: Kernel, bytes: Buffer): unknown {
  let text: string;
  try {
    // A byte order mark is skipped, as RFC 8259 allows; bytes that are no UTF-8 are an error, not replacement signs.
    text = utf8.decode(bytes);
  } catch {
    throw refuse(kernel.server, 'PARSE_ERROR', { message: 'The body is not valid UTF-8.' });
  }
  if (isTooDeep(text)) {
    throw refuse(kernel.server, 'PARSE_ERROR', { message: `The body is nested more than ${maxDepth} levels deep.` });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw refuse(kernel.server, 'PARSE_ERROR');
  }
}

/** Counts brackets outside strings, without recursion and before anything that recurses sees the value. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index];
    if (quoted) {
      if (sign === '\\') index += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '{' || sign === '[') {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (sign === '}' || sign === ']') depth -= 1;
  }
  return false;
}
