import { expect, it } from 'vitest';
import { demoRefusal } from '../../runtime/market/demo/allowed.js';

const local = { embedded: true, host: '127.0.0.1', production: false };

it('lets the demo be on the embedded database and loopback alone', () => {
  for (const host of ['127.0.0.1', 'localhost', '::1']) expect(demoRefusal({ ...local, host })).toBeNull();
  expect(demoRefusal({ ...local, host: '0.0.0.0' })).toContain('can be reached from other machines');
  expect(demoRefusal({ ...local, embedded: false })).toContain('DATABASE_URL is set');
  expect(demoRefusal({ ...local, production: true })).toContain('NODE_ENV is production');
});
