import { isLoopback } from './http/origins.js';
import {
  readAdvertiseUrl,
  readAuditSink,
  readCollector,
  readDatabaseUrl,
  readIssuer,
  readLogLevel,
  readMailFrom,
  readOrigins,
  readPort,
  readProxies,
  readPublicUrl,
  readSecrets,
  readSmtpUrl,
  readStripeKey,
  readStripeWebhookSecret,
  readSwitch,
  readText,
  readToken,
} from './read-variable.js';

/** One environment variable: what the README's table says of it, and how its text is read. */
interface Variable<Value> {
  readonly name: string;
  readonly meaning: string;
  /** What holds without it, in words for the table. */
  readonly otherwise: string;
  /** Throws a sentence that says what would be right. An empty variable is as good as none. */
  readonly read: (text: string | undefined) => Value;
}

/** All that is configured from outside. The README's table is tested against this one. */
export const variables = {
  port: { name: 'PORT', meaning: 'Port to listen on; 0 takes a free one.', otherwise: '3000', read: readPort },
  host: {
    name: 'HOST',
    meaning: 'Address to listen on. Beyond loopback, `PUBLIC_URL` must be set.',
    otherwise: '127.0.0.1',
    read: (text) => readText(text) ?? '127.0.0.1',
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    meaning: 'Address people use, without a path; https unless it is a loopback name.',
    otherwise: 'loopback names only',
    read: readPublicUrl,
  },
  allowedOrigins: {
    name: 'ALLOWED_ORIGINS',
    meaning: 'Origins of browser clients, separated by commas.',
    otherwise: 'its own; on loopback, local pages',
    read: readOrigins,
  },
  advertiseUrl: {
    name: 'ADVERTISE_URL',
    meaning: 'Address at which other processes on the same database reach this one, a different one for each.',
    otherwise: 'where it listens',
    read: readAdvertiseUrl,
  },
  trustedProxies: {
    name: 'TRUST_PROXY',
    meaning: 'How many proxies stand in front, whose `X-Forwarded-*` headers are believed.',
    otherwise: '0',
    read: readProxies,
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    meaning: 'PostgreSQL to use, as `postgres://user:password@host/database`.',
    otherwise: 'an embedded PostgreSQL under `TOOLWRIGHT_HOME`',
    read: readDatabaseUrl,
  },
  queryDatabaseUrl: {
    name: 'QUERY_DATABASE_URL',
    meaning:
      'The same database as a user made by hand, who may read the views of its schema `reporting` and nothing else.',
    otherwise: 'such a user is made, where the database user may make roles',
    read: readDatabaseUrl,
  },
  home: {
    name: 'TOOLWRIGHT_HOME',
    meaning: 'Folder of the embedded database and of the generated secret.',
    otherwise: '.toolwright',
    read: (text) => readText(text) ?? '.toolwright',
  },
  secrets: {
    name: 'TOOLWRIGHT_SECRET',
    meaning: 'Secret of at least 32 characters from which keys are derived; `new,old` rotates. Required in production.',
    otherwise: 'generated once, kept under `TOOLWRIGHT_HOME`',
    read: readSecrets,
  },
  authIssuer: {
    name: 'AUTH_ISSUER',
    meaning: 'Identity provider whose access tokens are taken; `claims` of server.yaml say what they mean.',
    otherwise: 'this server lets people in by itself',
    read: readIssuer,
  },
  authAudience: {
    name: 'AUTH_AUDIENCE',
    meaning: 'What its tokens for this server have as `aud`. Required with the issuer.',
    otherwise: 'as without the issuer',
    read: readText,
  },
  authClientId: {
    name: 'AUTH_CLIENT_ID',
    meaning: 'Client by which the issuer is asked about tokens that are no JWTs (RFC 7662).',
    otherwise: 'JWTs alone are taken',
    read: readText,
  },
  authClientSecret: {
    name: 'AUTH_CLIENT_SECRET',
    meaning: 'Its secret. Required with the id.',
    otherwise: 'as without the id',
    read: readText,
  },
  stripeSecretKey: {
    name: 'STRIPE_SECRET_KEY',
    meaning: 'Key of the Stripe account that is charged, `sk_test_…`, `sk_live_…` or `rk_…`. Required in production.',
    otherwise: 'a stand-in for Stripe in which no money moves',
    read: readStripeKey,
  },
  stripeWebhookSecret: {
    name: 'STRIPE_WEBHOOK_SECRET',
    meaning:
      'Secret `whsec_…` of the Stripe endpoint that sends its events to `/webhooks/stripe`. Required with the key.',
    otherwise: "the stand-in's own",
    read: readStripeWebhookSecret,
  },
  githubClientId: {
    name: 'GITHUB_CLIENT_ID',
    meaning: 'OAuth application at GitHub that people connect with; it sends them back to `/account/git/callback`.',
    otherwise: 'a local Git host stands in; in production GitHub cannot be connected',
    read: readText,
  },
  githubClientSecret: {
    name: 'GITHUB_CLIENT_SECRET',
    meaning: 'Its secret. Required with the id.',
    otherwise: 'as without the id',
    read: readText,
  },
  gitlabClientId: {
    name: 'GITLAB_CLIENT_ID',
    meaning: 'OAuth application at GitLab that people connect with; it sends them back to `/account/git/callback`.',
    otherwise: 'a local Git host stands in; in production GitLab cannot be connected',
    read: readText,
  },
  gitlabClientSecret: {
    name: 'GITLAB_CLIENT_SECRET',
    meaning: 'Its secret. Required with the id.',
    otherwise: 'as without the id',
    read: readText,
  },
  smtpUrl: {
    name: 'SMTP_URL',
    meaning: 'Server that takes mails, as `smtp://user:password@host:587`, or `smtps://` for TLS from the start.',
    otherwise: 'mails are kept, to be read at `/account/outbox`',
    read: readSmtpUrl,
  },
  mailFrom: {
    name: 'MAIL_FROM',
    meaning: 'Address that mails come from, as `market@example.com` or `Market <market@example.com>`.',
    otherwise: '`no-reply@` and the host of `PUBLIC_URL`',
    read: readMailFrom,
  },
  logLevel: {
    name: 'LOG_LEVEL',
    meaning: '`fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`.',
    otherwise: 'info',
    read: readLogLevel,
  },
  auditSink: {
    name: 'AUDIT_SINK',
    meaning: '`stdout` or a file, which gets every row of the audit as a line of JSON.',
    otherwise: 'the audit is in the database alone',
    read: readAuditSink,
  },
  collector: {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    meaning: 'Collector that gets OpenTelemetry spans over OTLP/HTTP; other `OTEL_*` variables hold as well.',
    otherwise: 'no spans are made',
    read: readCollector,
  },
  metricsToken: {
    name: 'METRICS_TOKEN',
    meaning: 'Bearer token of at least 16 characters that opens `/metrics`; behind proxies nothing else does.',
    otherwise: '`/metrics` is for loopback only',
    read: readToken,
  },
  nativePath: {
    name: 'NATIVE_PATH',
    meaning: '`off` lets the protocol library answer every request, which costs more time and differs in nothing else.',
    otherwise: 'on',
    read: readSwitch,
  },
  production: {
    name: 'NODE_ENV',
    meaning: '`production` refuses demo keys, memory stores and generated secrets.',
    otherwise: 'development',
    read: (text) => readText(text) === 'production',
  },
} as const satisfies Record<string, Variable<unknown>>;

export type Configuration = { readonly [Key in keyof typeof variables]: ReturnType<(typeof variables)[Key]['read']> };

/** The README's table, a row a variable. */
export function configurationTable(): string {
  const rows = Object.values(variables).map(
    ({ name, otherwise, meaning }) => `| \`${name}\` | ${meaning} | ${otherwise} |`,
  );
  return ['| variable | meaning | without it |', '|---|---|---|', ...rows].join('\n');
}

/** Everything that is wrong with the environment, a sentence each; the start ends with it. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly sentences: readonly string[]) {
    super(sentences.join('\n'));
  }
}

/** Reads and checks the environment as a whole. Throws a ConfigurationError that names every mistake at once. */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const sentences: string[] = [];
  const entries = Object.entries(variables).map(([key, { name, read }]) => {
    try {
      return [key, read(environment[name])];
    } catch (error) {
      sentences.push(`${name}: ${error instanceof Error ? error.message : error}`);
      return [key, undefined];
    }
  });
  if (sentences.length > 0) throw new ConfigurationError(sentences);
  const configuration = Object.fromEntries(entries) as Configuration;
  sentences.push(...contradictions(configuration));
  if (sentences.length > 0) throw new ConfigurationError(sentences);
  return configuration;
}

function contradictions(configuration: Configuration): readonly string[] {
  const { host, publicUrl, production, secrets, stripeSecretKey, stripeWebhookSecret } = configuration;
  const found: string[] = [];
  const local = isLoopback(host) || host === '::1';
  if (!local && publicUrl === null) {
    found.push(`HOST: ${host} can be reached from other machines. Set PUBLIC_URL to the address they use.`);
  }
  if (production && secrets.length === 0) {
    found.push('TOOLWRIGHT_SECRET: production needs one. Set it to the output of `openssl rand -base64 48`.');
  }
  if (production && stripeSecretKey === null) {
    found.push(
      'STRIPE_SECRET_KEY: production needs one, since nothing is paid without it. Take it from https://dashboard.stripe.com/apikeys.',
    );
  }
  if (stripeSecretKey !== null && stripeWebhookSecret === null) {
    found.push(
      "STRIPE_WEBHOOK_SECRET: Stripe's events cannot be verified without it. Add an endpoint for /webhooks/stripe at https://dashboard.stripe.com/webhooks and set its secret.",
    );
  }
  found.push(...contradictionsOfIssuer(configuration));
  for (const provider of ['github', 'gitlab', 'auth'] as const) {
    const [id, secret] = [configuration[`${provider}ClientId`], configuration[`${provider}ClientSecret`]];
    if ((id === null) === (secret === null)) continue;
    const [missing, given] = id === null ? ['ID', 'SECRET'] : ['SECRET', 'ID'];
    const name = `${provider.toUpperCase()}_CLIENT`;
    found.push(`${name}_${missing}: ${name}_${given} is of no use without it. Set both, or neither.`);
  }
  return found;
}

function contradictionsOfIssuer({ authIssuer, authAudience, authClientId }: Configuration): readonly string[] {
  if (authIssuer !== null && authAudience === null) {
    return [
      'AUTH_AUDIENCE: without it, tokens that were made for other servers would be taken. Set it to what the issuer writes as `aud`.',
    ];
  }
  if (authIssuer !== null) return [];
  const [given] = [authAudience && 'AUTH_AUDIENCE', authClientId && 'AUTH_CLIENT_ID'].filter((name) => name !== null);
  return given === undefined ? [] : [`AUTH_ISSUER: ${given} is of no use without it. Set both, or neither.`];
}
