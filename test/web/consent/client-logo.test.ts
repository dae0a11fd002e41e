import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOutside } from '../../../runtime/outside/outside.js';
import { createLogos } from '../../../runtime/web/consent/client-logo.js';

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(100)]);
const bodies: Readonly<Record<string, Buffer>> = {
  '/logo.png': png,
  '/logo.jpg': Buffer.from('ffd8ffe000104a464946', 'hex'),
  '/logo.gif': Buffer.from('GIF89a..'),
  '/old.gif': Buffer.from('GIF87a..'),
  '/logo.webp': Buffer.from('RIFF....WEBPVP8 '),
  '/full.png': Buffer.concat([png, Buffer.alloc(200_000 - png.length)]),
  '/large.png': Buffer.concat([png, Buffer.alloc(200_001 - png.length)]),
  '/logo.svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  '/page.png': Buffer.from('<!doctype html><script>alert(1)</script>'),
  '/sound.png': Buffer.from('RIFF....WAVEfmt '),
  '/empty.png': Buffer.alloc(0),
};

let server: Server;
let origin: string;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    asked.push(url);
    if (url === '/moved.png') response.writeHead(302, { location: '/logo.png' }).end(png);
    else if (url === '/gone.png') response.writeHead(404).end(png);
    // Whatever it says of itself is not what it is taken for.
    else response.writeHead(200, { 'content-type': 'image/png' }).end(bodies[url]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://logos.test:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

const names: Readonly<Record<string, string>> = { 'logos.test': '127.0.0.1', 'metadata.test': '169.254.169.254' };
const logos = () =>
  createLogos(
    createOutside({
      allowed: [origin],
      lookup: async (host) => (names[host] ? [{ address: names[host], family: 4 }] : []),
    }),
  );

describe('the picture of a program', () => {
  test.each([
    ['/logo.png', 'image/png'],
    ['/logo.jpg', 'image/jpeg'],
    ['/logo.gif', 'image/gif'],
    ['/old.gif', 'image/gif'],
    ['/logo.webp', 'image/webp'],
    ['/full.png', 'image/png'],
  ])('%s is what its bytes are', async (path, type) => {
    expect(await logos().at(`${origin}${path}`)).toEqual({ type, bytes: bodies[path] });
  });

  test.each([
    ['that could run scripts', '/logo.svg'],
    ['that is a page', '/page.png'],
    ['that is no picture', '/sound.png'],
    ['that is nothing', '/empty.png'],
    ['that is too large', '/large.png'],
    ['that is elsewhere: redirects are not followed', '/moved.png'],
    ['that is not there', '/gone.png'],
  ])('attack: one %s is none', async (_what, path) => {
    asked.length = 0;
    expect(await logos().at(`${origin}${path}`)).toBeNull();
    expect(asked).toEqual([path]);
  });

  test.each([
    ['loopback', 'https://127.0.0.1/logo.png'],
    ['loopback by name', 'https://localhost:8443/logo.png'],
    ['a private network', 'https://10.0.0.1/logo.png'],
    ['a cloud’s metadata', 'https://metadata.test/latest/meta-data/'],
    ['loopback in IPv6', 'https://[::1]/logo.png'],
    ['plain http', 'http://93.184.215.14/logo.png'],
    ['another scheme', 'file:///etc/passwd'],
    ['data', 'data:image/png;base64,iVBORw0KGgo='],
    ['nothing at all', 'logo.png'],
  ])('attack: server-side request forgery: %s is not asked', async (_what, url) => {
    asked.length = 0;
    expect(await logos().at(url)).toBeNull();
    expect(asked).toEqual([]);
  });

  test('is fetched once, however many look, and so is its absence', async () => {
    const kept = logos();
    asked.length = 0;
    await Promise.all([kept.at(`${origin}/logo.png`), kept.at(`${origin}/logo.png`), kept.at(`${origin}/logo.svg`)]);
    await Promise.all([kept.at(`${origin}/logo.png`), kept.at(`${origin}/logo.svg`)]);
    expect(asked.sort()).toEqual(['/logo.png', '/logo.svg']);
  });
});
