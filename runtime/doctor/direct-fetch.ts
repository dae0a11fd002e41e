import type { Fetch } from './ask.js';

const timeoutMs = 10_000;
const maxBytes = 4_194_304;

/** From one's own machine to wherever it can reach, loopback included: for who checks a server at the command line. */
export const directFetch: Fetch = async (url, { method = 'GET', headers = {}, body } = {}) => {
  const response = await fetch(url, {
    method,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
    ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  if (bytes.length > maxBytes) throw new Error(`it answers with more than ${maxBytes} bytes`);
  return { status: response.status, headers: Object.fromEntries(response.headers), url, body: bytes };
};
