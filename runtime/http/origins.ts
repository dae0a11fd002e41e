/** Where the server believes itself to be, and who else's pages may call it from a browser. */
export interface Origins {
  /** The address people use, such as `https://market.example.com`; without one, loopback names alone are served. */
  readonly publicUrl?: string;
  /** Origins of browser clients, exactly: scheme, host and port. */
  readonly allowedOrigins?: readonly string[];
}

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

export function isLoopback(hostname: string): boolean {
  return loopbackNames.has(hostname.toLowerCase());
}

/** Whether a `Host` header names this server: its public address, or a loopback name on any port. */
export function allowsHost(origins: Origins, host: string): boolean {
  // Only a host and a port: `URL` would also take user names and paths.
  if (!/^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(host)) return false;
  const url = parse(`http://${host}`);
  if (url === null) return false;
  if (isLoopback(url.hostname)) return true;
  return origins.publicUrl !== undefined && new URL(origins.publicUrl).host === host.toLowerCase();
}

/**
 * Whether an `Origin` header is welcome: the server's own, one of the allow-list, or, of a server that is itself
 * local, any local page.
 */
export function allowsOrigin(origins: Origins, origin: string): boolean {
  const url = parse(origin);
  if (url === null || url.origin !== origin) return false;
  const own = origins.publicUrl === undefined ? null : new URL(origins.publicUrl);
  if (own?.origin === origin || origins.allowedOrigins?.includes(origin)) return true;
  return isLoopback(url.hostname) && (own === null || isLoopback(own.hostname));
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
