import send from 'send';
import type { Kernel } from '../call/call.js';
import type { Exchange, Stage } from '../http/exchange.js';
import { refuse } from '../http/refused-request.js';
import { seeOther } from './sign-in.js';
import { type Visitor, visitorOf } from './visitor.js';

const mount = '/docs';

/** Pages of the reference run their own scripts alone; the search is WebAssembly. Nobody frames them. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The folders of the site: what everybody may read, and all there is for audiences with a private reference. */
export interface Reference {
  readonly docs: string;
  readonly privateDocs?: string | undefined;
}

/**
 * Serves the reference under `/docs/`: no dotfiles, nothing outside its folder, an ETag each, `index.html` for a folder.
 * Who asks for a page that is not among those for everybody is sent to sign in first, whether there is one or not.
 */
export function serveReference(kernel: Kernel, { docs, privateDocs }: Reference): Stage {
  return async (exchange) => {
    if (privateDocs === undefined) return serve(kernel, exchange, docs);
    exchange.vary('Cookie');
    exchange.set('Cache-Control', 'private, no-cache');
    const visitor = await visitorOf(kernel, exchange);
    if (visitor !== null && mayReadAll(kernel, visitor)) return serve(kernel, exchange, privateDocs);
    const toSignIn = () => seeOther(exchange, `/account/sign-in?next=${encodeURIComponent(exchange.url)}`);
    return serve(kernel, exchange, docs, visitor === null && exchange.path.endsWith('.html') ? toSignIn : undefined);
  };
}

function mayReadAll({ server }: Kernel, { principal }: Visitor): boolean {
  return principal.standings.some(({ audiences }) => audiences.some((one) => server.privateReference?.includes(one)));
}

async function serve(kernel: Kernel, exchange: Exchange, folder: string, whenMissing?: () => void): Promise<void> {
  const found = exchange.path === mount ? 'directory' : await sendFile(exchange, folder);
  if (found === 'missing') {
    if (whenMissing === undefined) throw refuse(kernel.server, 'NOT_FOUND');
    whenMissing();
  }
  if (found === 'directory') {
    exchange.status = 308;
    exchange.redirect(`${exchange.path}/`);
  }
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
