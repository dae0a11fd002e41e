import { expect, test } from 'vitest';
import { hashPassword, isPassword } from '../../runtime/market/people/password.js';

test('a password is right or wrong, in whatever form its letters come', async () => {
  const hashed = await hashPassword('Sesam öffne dich');
  expect(await isPassword('Sesam o\u0308ffne dich', hashed)).toBe(true);
  expect(await isPassword('sesam öffne dich', hashed)).toBe(false);
  expect(await isPassword('', hashed)).toBe(false);
});

test('nobody has a password, and finding that out costs as much', async () => {
  expect(await isPassword('', null)).toBe(false);
  expect(await isPassword('A'.repeat(43), null)).toBe(false);
});
