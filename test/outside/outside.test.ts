import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createOutside, type Outside } from '../../runtime/outside/outside.js';
import { bomb, type Hostile, openHostile } from './hostile.js';

let hostile: Hostile;
let outside: Outside;

beforeEach(async () => {
  hostile = await openHostile();
  outside = createOutside({
    allowed: [hostile.origin],
    aliases: { 'https://git.example': hostile.origin },
    lookup: hostile.lookup,
  });
});

afterEach(() => hostile.close());

const at = (path: string) => `${hostile.origin}${path}`;
const to = (address: string) => at(`/?to=${encodeURIComponent(address)}`);

describe('a name', () => {
  test('is asked for once, and the connection is made to what was checked', async () => {
    const answer = await outside.fetch(at('/hello'));
    expect({ ...answer, headers: null, body: answer.body.toString() }).toEqual({
      status: 200,
      url: at('/hello'),
      headers: null,
      body: 'hello',
    });
    expect(hostile.lookups).toEqual(['hostile.test']);
    expect(hostile.requests[0]?.headers).toMatchObject({ host: `hostile.test:${hostile.port}` });
  });

  test.each([
    ['a private address', [['10.0.0.1']]],
    ['a private address among public ones', [['8.8.8.8', '192.168.0.1']]],
    ['loopback in IPv6', [['::1']]],
    ['metadata', [['169.254.169.254']]],
    ['a mapped address', [['::ffff:127.0.0.1']]],
  ])('that resolves to %s is private', async (_what, answers) => {
    hostile.names.set('rebind.test', answers);
    const refused = {
      code: 'private',
      message: 'rebind.test is not on the public internet. Give an address that everybody can reach.',
    };
    await expect(outside.fetch('https://rebind.test/')).rejects.toMatchObject(refused);
    await expect(outside.resolve('https://rebind.test/')).rejects.toMatchObject(refused);
  });

  test('that resolves to something else later is checked each time, and the pin stays what was checked', async () => {
    hostile.names.set('rebind.test', [['8.8.8.8', '2606:4700::1111'], ['127.0.0.1']]);
    const { pin, addresses } = await outside.resolve('https://rebind.test/x');
    expect(pin).toBe('rebind.test:443:8.8.8.8,[2606:4700::1111]');
    expect(addresses).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ]);
    await expect(outside.resolve('https://rebind.test/x')).rejects.toMatchObject({ code: 'private' });
  });

  test('that nobody knows is unresolved', async () => {
    await expect(outside.fetch('https://nobody.test/')).rejects.toMatchObject({ code: 'unresolved' });
  });

  test('of an alias leads to the stand-in', async () => {
    const { url, pin } = await outside.resolve('https://git.example/forge/seo-kit.git?x=1');
    expect([url.href, pin]).toEqual([at('/forge/seo-kit.git?x=1'), `hostile.test:${hostile.port}:127.0.0.1`]);
    expect((await outside.fetch('https://git.example/hello')).body.toString()).toBe('hello');
  });
});

describe('a redirect', () => {
  test('is an answer unless it is to be followed', async () => {
    const answer = await outside.fetch(to('https://example.com/'));
    expect([answer.status, answer.headers.location, hostile.requests.length]).toEqual([302, 'https://example.com/', 1]);
  });

  test.each([
    ['http://169.254.169.254/latest/meta-data/', 'scheme'],
    ['https://169.254.169.254/latest/meta-data/', 'private'],
    ['https://[::ffff:a9fe:a9fe]/', 'private'],
    ['https://rebind.test/', 'private'],
    ['https://me:secret@example.com/', 'credentials'],
    ['file:///etc/passwd', 'scheme'],
    ['https://example.com:25/', 'port'],
    ['http://', 'invalid'],
  ])('to %s is refused as if it had been asked for', async (address, code) => {
    hostile.names.set('rebind.test', [['127.0.0.1']]);
    await expect(outside.fetch(to(address), { redirects: 5 })).rejects.toMatchObject({ code });
    expect(hostile.requests).toHaveLength(1);
  });

  test('is followed so many times, and its host asked for anew each time', async () => {
    const answer = await outside.fetch(at('/chain/3'), { redirects: 3 });
    expect([answer.body.toString(), answer.url, hostile.lookups.length]).toEqual(['the end', at('/chain/0'), 4]);
    await expect(outside.fetch(at('/chain/4'), { redirects: 3 })).rejects.toMatchObject({
      code: 'redirects',
      message: 'hostile.test sends on too often. Give the address where it ends.',
    });
  });

  test('to another host takes no headers along, to the same one it does', async () => {
    const other = `http://127.0.0.1:${hostile.port}`;
    outside = createOutside({ allowed: [hostile.origin, other], lookup: hostile.lookup });
    const asked = { redirects: 1, headers: { authorization: 'Bearer secret' } };
    await outside.fetch(to(`${other}/hello`), asked);
    await outside.fetch(to('/hello'), asked);
    const sent = hostile.requests.map(({ headers }) => headers.authorization);
    expect(sent).toEqual(['Bearer secret', undefined, 'Bearer secret', 'Bearer secret']);
  });

  test('of what is sent with a body is never followed', async () => {
    const answer = await outside.fetch(to('/hello'), { method: 'POST', body: 'x', redirects: 5 });
    expect([answer.status, hostile.requests.length]).toEqual([302, 1]);
  });
});

describe('an answer', () => {
  test('leaves no connection behind', async () => {
    await outside.fetch(at('/hello'));
    await expect.poll(hostile.connections).toBe(0);
  });

  test('without an end is left at the limit, and its connection closed', async () => {
    await expect(outside.fetch(at('/endless'), { maxBytes: 100_000 })).rejects.toMatchObject({
      code: 'too_large',
      message: 'hostile.test answers with more than 100000 bytes, which is the limit.',
    });
    await expect.poll(hostile.open).toBe(0);
  });

  test('that drips is left when its time is over', async () => {
    await expect(outside.fetch(at('/drip'), { timeoutMs: 150 })).rejects.toMatchObject({
      code: 'too_slow',
      message: 'hostile.test has not answered in full within 0.15 seconds.',
    });
    await expect.poll(hostile.open).toBe(0);
  });

  test('is left when its name does not resolve in time', async () => {
    outside = createOutside({ allowed: [], lookup: () => new Promise(() => {}) });
    await expect(outside.fetch('https://slow.test/', { timeoutMs: 50 })).rejects.toMatchObject({ code: 'too_slow' });
  });

  test('is left when the caller leaves', async () => {
    const leaving = new AbortController();
    const asked = outside.fetch(at('/drip'), { signal: leaving.signal });
    await expect.poll(hostile.open).toBe(1);
    leaving.abort(new Error('gone'));
    await expect(asked).rejects.toThrow('gone');
    await expect.poll(hostile.open).toBe(0);
  });

  test('that is packed is not unpacked', async () => {
    const { body } = await outside.fetch(at('/bomb'), { maxBytes: 100_000 });
    expect(body.equals(bomb)).toBe(true);
    expect(hostile.requests[0]?.headers['accept-encoding']).toBe('identity');
  });

  test('that breaks off says so', async () => {
    await expect(outside.fetch(at('/cut'))).rejects.toMatchObject({ code: 'unreachable' });
  });

  test('of an error is an answer', async () => {
    expect((await outside.fetch(at('/missing'))).status).toBe(404);
  });
});
