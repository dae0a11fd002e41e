import { expect, test } from 'vitest';
import type { Log } from '../../../runtime/call/call.js';
import { createVault } from '../../../runtime/market/vault.js';
import { openMarket, secrets } from '../market.js';
import { consent, pageAt, signedIn } from './consent.js';

test('no token, state’s verifier or code is ever in a log, an answer, a page or the audit', async () => {
  const said: string[] = [];
  // As loggers write errors: with everything that hangs on them.
  const plain = (_: string, value: unknown) =>
    value instanceof Error ? { ...value, message: value.message, stack: value.stack, cause: value.cause } : value;
  const tell = (fields: object, message: string) => void said.push(`${message} ${JSON.stringify(fields, plain)}`);
  const log: Log = { error: tell, warn: tell, info: tell, debug: tell };
  const market = await openMarket({ options: { log } });
  const vault = createVault(secrets);
  const hidden: string[] = [];
  const call = async (tool: string, input: object) => {
    const { body } = await market.call('acme-owner', tool, input);
    said.push(JSON.stringify(body));
    return body;
  };

  for (const provider of ['github', 'gitlab']) {
    const { integration, oauth_url } = await call('start_git_integration', { provider });
    const { integration_id } = integration;
    const person = await signedIn(market.url, 'acme-owner');
    const path = await consent(oauth_url);
    hidden.push(new URL(path, market.url).searchParams.get('code') ?? '');
    const open = async (column: string, what: string) => {
      const row = await market.db('git_integration').where({ id: integration_id }).first();
      if (row[column] !== null) hidden.push(vault.open(row[column], `git_integration ${integration_id} ${what}`));
    };
    await open('sealed_request', 'request');
    said.push((await pageAt(person, path)).text, (await pageAt(person, path)).text);
    await open('sealed_access', 'access');
    await open('sealed_refresh', 'refresh');
    await call('list_git_integrations', { response_format: 'detailed' });
    await call('wait_for_git_integration', { integration_id });
    // What fails at the provider is logged, the library's own error with it.
    const failing = market.git.faults?.next('git', 'fails');
    expect((await call('revoke_integration', { integration_id })).code).toBe('INTERNAL_ERROR');
    await failing;
    await call('revoke_integration', { integration_id });
  }
  await market.eventually(async () => {
    const audit = await market.db('toolwright.audit').where({ tool: 'revoke_integration' });
    expect(audit.length).toBeGreaterThanOrEqual(4);
  });
  said.push(JSON.stringify(await market.db('toolwright.audit')));
  await market.close();

  const [first = ''] = hidden.filter((each) => each.startsWith('{'));
  const verifiers = hidden.filter((each) => each.startsWith('{')).map((each) => JSON.parse(each).verifier as string);
  expect(first).toContain('"verifier"');
  const all = [...hidden.filter((each) => !each.startsWith('{')), ...verifiers];
  expect(all).toHaveLength(7);
  for (const secret of all) {
    expect(secret.length).toBeGreaterThan(20);
    expect(said.join('\n')).not.toContain(secret);
  }
  // And there was something to hide: what failed was told.
  expect(said.join('\n')).toContain('fails with 503');
});
