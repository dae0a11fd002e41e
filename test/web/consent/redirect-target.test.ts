import { expect, test } from 'vitest';
import { redirectTarget } from '../../../runtime/web/consent/redirect-target.js';

test.each([
  ['https://desk.example/callback?x=1', 'site', 'desk.example', 'https://desk.example'],
  ['https://desk.example:8443/', 'site', 'desk.example:8443', 'https://desk.example:8443'],
  ['http://127.0.0.1:5000/', 'this-computer', '127.0.0.1:5000', 'http://127.0.0.1:5000'],
  ['http://[::1]:9/', 'this-computer', '[::1]:9', 'http://[::1]:9'],
  ['http://localhost/', 'this-computer', 'localhost', 'http://localhost'],
  // Letters of another alphabet are shown for what they are.
  ['https://аpple.com/', 'site', 'xn--pple-43d.com', 'https://xn--pple-43d.com'],
])('%s', (uri, kind, host, source) => {
  expect(redirectTarget(uri)).toEqual({ kind, host, source });
});

test.each(["https://a;script-src'unsafe-inline'.example/", 'https://a,b.example/', "https://a'b.example/"])(
  'attack: %s would write the rest of the policy, and does not stand in it',
  (uri) => {
    expect(redirectTarget(uri).source).toBeNull();
  },
);
