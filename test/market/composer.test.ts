import { expect, it } from 'vitest';
import { authJson, composerJson } from '../../runtime/market/projects/composer.js';

const pair = { public_key: 'pub_a', private_key: 'prv_b' };

it('keys auth.json by host and port, and lets Composer use plain http', () => {
  expect(authJson('http://localhost:3000', pair)).toEqual({
    'http-basic': { 'localhost:3000': { username: 'pub_a', password: 'prv_b' } },
  });
  expect(composerJson('http://localhost:3000')).toEqual({
    repositories: [{ type: 'composer', url: 'http://localhost:3000/composer' }],
    config: { 'secure-http': false },
  });
});

it('leaves a default port and the config out on https', () => {
  expect(authJson('https://market.example.com:443/', pair)).toEqual({
    'http-basic': { 'market.example.com': { username: 'pub_a', password: 'prv_b' } },
  });
  expect(composerJson('https://market.example.com/')).toEqual({
    repositories: [{ type: 'composer', url: 'https://market.example.com/composer' }],
  });
});
