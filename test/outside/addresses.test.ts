import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOutside, type Outside } from '../../runtime/outside/outside.js';
import { isPublicAddress } from '../../runtime/outside/public-address.js';

const outside = createOutside({
  allowed: ['http://127.0.0.1:4242'],
  aliases: { 'https://git.example': 'http://127.0.0.1:4242' },
});

/** `code: sentence` of the refusal; null where the address passes. */
function refusal(check: Outside['check'], address: string): string | null {
  try {
    check(address);
    return null;
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code}: ${message}`;
  }
}

describe('an address by itself', () => {
  test.each([
    ['', 'invalid: This is no address. Give a whole one, such as https://example.com/path.'],
    ['example.com/path', 'invalid: This is no address. Give a whole one, such as https://example.com/path.'],
    ['http://example.com/', 'scheme: Only https addresses are reached from here. Give one that begins with https://.'],
    ['file:///etc/passwd', 'scheme: Only https addresses are reached from here. Give one that begins with https://.'],
    ['ext::sh -c id', 'scheme: Only https addresses are reached from here. Give one that begins with https://.'],
    ['https://me:secret@example.com/', 'credentials: The address holds a user name or a password. Leave them out.'],
    ['https://token@example.com/', 'credentials: The address holds a user name or a password. Leave them out.'],
    ['https://example.com:22/', 'port: Port 22 is not reached from here. Use 443, or one above 1023.'],
  ])('%s is refused', (address, sentence) => {
    expect(refusal(outside.check, address)).toBe(sentence);
  });

  test.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '0',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '0xa9fea9fe',
    '100.64.0.1',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.0.192',
    '198.18.0.1',
    '203.0.113.5',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '[::]',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:8.8.8.8]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::a00:1]',
    '[2002:7f00:1::]',
    '[2001:0:1::]',
    '[fe80::1]',
    '[fec0::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
    '[2001:db8::1]',
    '127.0.0.1.',
    '①②⑦.⓪.⓪.①',
  ])('https://%s/ is private', (host) => {
    expect(refusal(outside.check, `https://${host}/`)).toMatch(/^private: \S+ is not on the public internet\./);
  });

  test.each(['https://example.com/', 'https://example.com:8443/x?y', 'https://8.8.8.8/', 'https://[2606:4700::1111]/'])(
    '%s passes',
    (address) => {
      expect(refusal(outside.check, address)).toBeNull();
    },
  );

  test('of a stand-in of ours passes, and its alias; the same host on another port does not', () => {
    expect(refusal(outside.check, 'http://127.0.0.1:4242/forge/seo-kit.git')).toBeNull();
    expect(refusal(outside.check, 'https://git.example/forge/seo-kit.git')).toBeNull();
    expect(refusal(outside.check, 'http://127.0.0.1:4243/')).toMatch(/^scheme/);
    expect(refusal(outside.check, 'https://127.0.0.1:4242/')).toMatch(/^private/);
    expect(refusal(outside.check, 'https://me@git.example/')).toMatch(/^credentials/);
  });

  test('whatever stands in an IPv6 address that carries an IPv4 one', () => {
    const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
    fc.assert(
      fc.property(octets, fc.constantFrom('::ffff:', '::', '64:ff9b::', '::ffff:0:'), (parts, prefix) => {
        expect(isPublicAddress(`${prefix}${parts.join('.')}`)).toBe(false);
      }),
    );
  });
});
