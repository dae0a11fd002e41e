import send from 'send';
import type { Kernel } from '../call/call.js';
import type { Exchange, Stage } from './exchange.js';
import { refuse } from './refused-request.js';

const mount = '/docs';

/** Pages of the reference run their own scripts alone; the search is WebAssembly. Nobody frames them. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves a folder under `/docs/`: no dotfiles, nothing outside it, an ETag each, `index.html` for a folder. */
export function serveFolder(kernel: Kernel, folder: string): Stage {
  return async (exchange) => {
    const found = exchange.path === mount ? 'directory' : await sendFile(exchange, folder);
    if (found === 'missing') throw refuse(kernel.server, 'NOT_FOUND');
    if (found === 'directory') {
      exchange.status = 308;
      exchange.redirect(`${exchange.path}/`);
    }
  };
}

/** `sent` when the answer is out; else nothing was written and Koa answers. */
async function sendFile(exchange: Exchange, folder: string): Promise<'sent' | 'directory' | 'missing'> {
  exchange.set('Content-Security-Policy', policy);
  // `send` answers conditionally only where the status already says that there is something to send.
  exchange.status = 200;
  const path = exchange.path.slice(mount.length);
  const outcome = await new Promise<'sent' | 'directory' | 'missing'>((resolve) => {
    exchange.res.once('close', () => resolve('sent'));
    send(exchange.req, path, { root: folder, dotfiles: 'ignore' })
      .on('error', () => resolve('missing'))
      .on('directory', () => resolve('directory'))
      .pipe(exchange.res);
  });
  exchange.respond = outcome !== 'sent';
  return outcome;
}
