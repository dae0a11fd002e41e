import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ConfigurationError, configurationTable, readConfiguration } from '../../runtime/configuration.js';

const secret = 's'.repeat(32);

function sentences(environment: Record<string, string>): readonly string[] {
  try {
    readConfiguration(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.sentences;
    throw error;
  }
  return [];
}

test('nothing set is a local server', () => {
  expect(readConfiguration({ PORT: '', LOG_LEVEL: ' ' })).toEqual({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: null,
    allowedOrigins: [],
    advertiseUrl: null,
    trustedProxies: 0,
    databaseUrl: null,
    queryDatabaseUrl: null,
    home: '.toolwright',
    secrets: [],
    authIssuer: null,
    authAudience: null,
    authClientId: null,
    authClientSecret: null,
    stripeSecretKey: null,
    stripeWebhookSecret: null,
    githubClientId: null,
    githubClientSecret: null,
    gitlabClientId: null,
    gitlabClientSecret: null,
    smtpUrl: null,
    mailFrom: null,
    logLevel: 'info',
    auditSink: null,
    collector: null,
    metricsToken: null,
    nativePath: true,
    production: false,
  });
});

test('everything set', () => {
  expect(
    readConfiguration({
      PORT: '0',
      HOST: '0.0.0.0',
      PUBLIC_URL: 'https://Market.example.com/',
      ALLOWED_ORIGINS: 'https://a.example, http://localhost:5173,',
      ADVERTISE_URL: 'http://10.0.0.5:3000',
      TRUST_PROXY: '2',
      DATABASE_URL: 'postgres://me:pw@db/market',
      QUERY_DATABASE_URL: 'postgres://reader:pw@db/market',
      TOOLWRIGHT_HOME: '/var/lib/toolwright',
      TOOLWRIGHT_SECRET: `${secret}1, ${secret}2`,
      AUTH_ISSUER: 'https://login.example.com/realms/shop/',
      AUTH_AUDIENCE: 'https://market.example.com/mcp',
      AUTH_CLIENT_ID: 'market',
      AUTH_CLIENT_SECRET: 'of-the-issuer',
      STRIPE_SECRET_KEY: 'rk_live_0123456789',
      STRIPE_WEBHOOK_SECRET: 'whsec_0123456789',
      GITHUB_CLIENT_ID: 'Iv1.0123456789',
      GITHUB_CLIENT_SECRET: 'of-github',
      GITLAB_CLIENT_ID: '0123456789',
      GITLAB_CLIENT_SECRET: 'of-gitlab',
      SMTP_URL: 'smtps://me:pw@mail.example.com',
      MAIL_FROM: 'The market <market@example.com>',
      LOG_LEVEL: 'warn',
      AUDIT_SINK: '/tmp/audit.jsonl',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
      METRICS_TOKEN: 'a-token-of-metrics',
      NATIVE_PATH: 'off',
      NODE_ENV: 'production',
    }),
  ).toEqual({
    port: 0,
    host: '0.0.0.0',
    publicUrl: 'https://market.example.com',
    allowedOrigins: ['https://a.example', 'http://localhost:5173'],
    advertiseUrl: 'http://10.0.0.5:3000',
    trustedProxies: 2,
    databaseUrl: 'postgres://me:pw@db/market',
    queryDatabaseUrl: 'postgres://reader:pw@db/market',
    home: '/var/lib/toolwright',
    secrets: [`${secret}1`, `${secret}2`],
    authIssuer: 'https://login.example.com/realms/shop/',
    authAudience: 'https://market.example.com/mcp',
    authClientId: 'market',
    authClientSecret: 'of-the-issuer',
    stripeSecretKey: 'rk_live_0123456789',
    stripeWebhookSecret: 'whsec_0123456789',
    githubClientId: 'Iv1.0123456789',
    githubClientSecret: 'of-github',
    gitlabClientId: '0123456789',
    gitlabClientSecret: 'of-gitlab',
    smtpUrl: 'smtps://me:pw@mail.example.com',
    mailFrom: 'The market <market@example.com>',
    logLevel: 'warn',
    auditSink: { file: '/tmp/audit.jsonl' },
    collector: 'http://collector:4318',
    metricsToken: 'a-token-of-metrics',
    nativePath: false,
    production: true,
  });
});

test('the README has the table as it is', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(`<!-- configuration -->\n\n${configurationTable()}\n`);
});

describe('mistakes are sentences, all of them together', () => {
  test('without a secret in any', () => {
    const found = sentences({
      PORT: '70000',
      PUBLIC_URL: 'http://market.example.com',
      ALLOWED_ORIGINS: 'https://a.example/path',
      TRUST_PROXY: 'yes',
      DATABASE_URL: 'mysql://me:hunter2@db/market',
      TOOLWRIGHT_SECRET: `${secret},hunter2`,
      STRIPE_SECRET_KEY: 'pk_test_hunter2hunter2',
      STRIPE_WEBHOOK_SECRET: 'hunter2',
      SMTP_URL: 'http://me:hunter2@mail.example.com',
      MAIL_FROM: 'a@example.com, b@example.com',
      LOG_LEVEL: 'loud',
      AUDIT_SINK: '/no/such/folder/audit.jsonl',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'collector',
      METRICS_TOKEN: 'hunter2',
      NATIVE_PATH: 'yes',
    });
    expect(found).toEqual([
      "PORT: '70000' is not a whole number from 0 to 65535.",
      "PUBLIC_URL: 'http://market.example.com' is plain http to another machine. Use https, with a proxy in front if need be.",
      "ALLOWED_ORIGINS: 'https://a.example/path' is not an address such as https://market.example.com, without path or user.",
      "TRUST_PROXY: 'yes' is not a whole number from 0 to 10.",
      'DATABASE_URL: This is not an address of PostgreSQL. Write postgres://user:password@host:5432/database.',
      'TOOLWRIGHT_SECRET: Each secret needs 32 characters or more. Make one with `openssl rand -base64 48`.',
      'STRIPE_SECRET_KEY: This is not a secret key of Stripe. One begins with sk_test_, sk_live_ or rk_.',
      'STRIPE_WEBHOOK_SECRET: This is not the secret of a webhook endpoint of Stripe. One begins with whsec_.',
      'SMTP_URL: This is not an address of a mail server. Write smtp://user:password@host:587, or smtps:// for TLS.',
      "MAIL_FROM: 'a@example.com, b@example.com' is not an e-mail address. Write market@example.com, or Market <market@example.com>.",
      "LOG_LEVEL: 'loud' is not a level. Use one of fatal, error, warn, info, debug, trace, silent.",
      'AUDIT_SINK: There is no folder /no/such/folder to write the audit in. Make it, or say stdout.',
      'OTEL_EXPORTER_OTLP_ENDPOINT: This is not an address of a collector. Write http://collector.example.com:4318.',
      'METRICS_TOKEN: A token is 16 visible ASCII characters or more. Make one with `openssl rand -hex 24`.',
      "NATIVE_PATH: 'yes' is neither on nor off.",
    ]);
    expect(found.join()).not.toContain('hunter2');
  });

  test('what contradicts itself', () => {
    expect(sentences({ HOST: '0.0.0.0', NODE_ENV: 'production' })).toEqual([
      'HOST: 0.0.0.0 can be reached from other machines. Set PUBLIC_URL to the address they use.',
      'TOOLWRIGHT_SECRET: production needs one. Set it to the output of `openssl rand -base64 48`.',
      'STRIPE_SECRET_KEY: production needs one, since nothing is paid without it. Take it from https://dashboard.stripe.com/apikeys.',
    ]);
    expect(sentences({ STRIPE_SECRET_KEY: 'sk_test_0123456789' })).toEqual([
      "STRIPE_WEBHOOK_SECRET: Stripe's events cannot be verified without it. Add an endpoint for /webhooks/stripe at https://dashboard.stripe.com/webhooks and set its secret.",
    ]);
    expect(sentences({ GITHUB_CLIENT_ID: 'x', GITLAB_CLIENT_SECRET: 'y' })).toEqual([
      'GITHUB_CLIENT_SECRET: GITHUB_CLIENT_ID is of no use without it. Set both, or neither.',
      'GITLAB_CLIENT_ID: GITLAB_CLIENT_SECRET is of no use without it. Set both, or neither.',
    ]);
    expect(sentences({ AUTH_ISSUER: 'https://login.example.com', AUTH_CLIENT_ID: 'x' })).toEqual([
      'AUTH_AUDIENCE: without it, tokens that were made for other servers would be taken. Set it to what the issuer writes as `aud`.',
      'AUTH_CLIENT_SECRET: AUTH_CLIENT_ID is of no use without it. Set both, or neither.',
    ]);
    expect(sentences({ AUTH_AUDIENCE: 'https://market.example.com/mcp' })).toEqual([
      'AUTH_ISSUER: AUTH_AUDIENCE is of no use without it. Set both, or neither.',
    ]);
  });

  test.each([
    [
      'http://login.example.com',
      'is plain http to another machine, so that anybody between could vouch for anybody. Use https.',
    ],
    ['login.example.com', 'is not an issuer such as https://login.example.com/realms/shop.'],
    ['https://login.example.com/?tenant=1', 'is no issuer: leave out everything from ? or # on.'],
  ])('AUTH_ISSUER=%s', (AUTH_ISSUER, why) => {
    expect(sentences({ AUTH_ISSUER })).toEqual([`AUTH_ISSUER: '${AUTH_ISSUER}' ${why}`]);
  });

  test.each([
    'market.example.com',
    'https://u:p@market.example.com',
    'https://market.example.com/mcp',
    'https://market.example.com/?a',
    'ftp://x',
  ])('PUBLIC_URL=%s', (PUBLIC_URL) => {
    expect(sentences({ PUBLIC_URL })).toEqual([
      `PUBLIC_URL: '${PUBLIC_URL}' is not an address such as https://market.example.com, without path or user.`,
    ]);
  });

  test.each(['::1', 'localhost', '127.0.0.1'])('HOST=%s is this machine', (HOST) => {
    expect(sentences({ HOST, PUBLIC_URL: 'http://localhost:3000' })).toEqual([]);
  });
});
