import { createHash } from 'node:crypto';
import type { Stage } from './exchange.js';

/** Serves a text that does not change while the server runs, with an ETag of its content. */
export function serveText(text: string, mimeType: string): Stage {
  const etag = createHash('sha256').update(text).digest('base64url');
  return (exchange) => {
    exchange.status = 200;
    exchange.type = mimeType;
    exchange.etag = etag;
    exchange.set('Cache-Control', 'no-cache');
    if (exchange.fresh) exchange.status = 304;
    else exchange.body = text;
  };
}
