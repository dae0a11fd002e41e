import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isLoopback } from './http/origins.js';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Trimmed; null where it is absent or empty. */
export function readText(text: string | undefined): string | null {
  return text?.trim() || null;
}

export function readPort(text: string | undefined): number {
  return readInteger(text, 3000, 65_535);
}

export function readProxies(text: string | undefined): number {
  return readInteger(text, 0, 10);
}

function readInteger(text: string | undefined, otherwise: number, maximum: number): number {
  const value = readText(text);
  if (value === null) return otherwise;
  if (/^\d{1,5}$/.test(value) && Number(value) <= maximum) return Number(value);
  throw new Error(`'${value}' is not a whole number from 0 to ${maximum}.`);
}

/** The origin: scheme, host and port. */
export function readPublicUrl(text: string | undefined): string | null {
  const value = readText(text);
  if (value === null) return null;
  const url = readUrl(value);
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new Error(`'${value}' is plain http to another machine. Use https, with a proxy in front if need be.`);
  }
  return url.origin;
}

/** As written, since tokens name it to the last slash. */
export function readIssuer(text: string | undefined): string | null {
  const value = readText(text);
  if (value === null) return null;
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new Error(`'${value}' is not an issuer such as https://login.example.com/realms/shop.`);
  }
  const { protocol, hostname, search, hash } = new URL(value);
  if (protocol === 'http:' && !isLoopback(hostname)) {
    throw new Error(
      `'${value}' is plain http to another machine, so that anybody between could vouch for anybody. Use https.`,
    );
  }
  if (search !== '' || hash !== '') throw new Error(`'${value}' is no issuer: leave out everything from ? or # on.`);
  return value;
}

/** The origin. Plain http will do: it is a way between the deployment's own machines. */
export function readAdvertiseUrl(text: string | undefined): string | null {
  const value = readText(text);
  return value === null ? null : readUrl(value).origin;
}

export function readOrigins(text: string | undefined): readonly string[] {
  const values = text?.split(',').map((value) => value.trim()) ?? [];
  return values.filter((value) => value !== '').map((value) => readUrl(value).origin);
}

function readUrl(value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : null;
  const plain = url !== null && url.href === `${url.origin}/` && /^https?:$/.test(url.protocol);
  if (plain) return url;
  throw new Error(`'${value}' is not an address such as https://market.example.com, without path or user.`);
}

/** Its value holds a password, so no message repeats it. */
export function readDatabaseUrl(text: string | undefined): string | null {
  const value = readText(text);
  if (value === null) return null;
  if (URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol)) return value;
  throw new Error('This is not an address of PostgreSQL. Write postgres://user:password@host:5432/database.');
}

/** The first one signs, all of them verify. */
export function readSecrets(text: string | undefined): readonly string[] {
  const secrets =
    readText(text)
      ?.split(',')
      .map((secret) => secret.trim()) ?? [];
  if (secrets.every((secret) => secret.length >= 32)) return secrets;
  throw new Error('Each secret needs 32 characters or more. Make one with `openssl rand -base64 48`.');
}

/** No message repeats it. */
export function readStripeKey(text: string | undefined): string | null {
  const value = readText(text);
  if (value === null || /^(sk_test|sk_live|rk_test|rk_live)_[A-Za-z0-9_]{8,}$/.test(value)) return value;
  throw new Error('This is not a secret key of Stripe. One begins with sk_test_, sk_live_ or rk_.');
}

/** No message repeats it. */
export function readStripeWebhookSecret(text: string | undefined): string | null {
  const value = readText(text);
  if (value === null || /^whsec_[\x21-\x7e]{8,}$/.test(value)) return value;
  throw new Error('This is not the secret of a webhook endpoint of Stripe. One begins with whsec_.');
}

/** Its value holds a password, so no message repeats it. */
export function readSmtpUrl(text: string | undefined): string | null {
  const value = readText(text);
  if (value === null) return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== '') return value;
  throw new Error('This is not an address of a mail server. Write smtp://user:password@host:587, or smtps:// for TLS.');
}

/** One e-mail address, alone or as `Name <address>`. */
export function readMailFrom(text: string | undefined): string | null {
  const value = readText(text);
  if (value === null || /^(?:[^<>@,;"]+ <[^<>@,;\s]+@[^<>@,;\s]+>|[^<>@,;\s]+@[^<>@,;\s]+)$/.test(value)) return value;
  throw new Error(`'${value}' is not an e-mail address. Write market@example.com, or Market <market@example.com>.`);
}

export function readLogLevel(text: string | undefined): LogLevel {
  const value = readText(text) ?? 'info';
  const level = logLevels.find((candidate) => candidate === value);
  if (level !== undefined) return level;
  throw new Error(`'${value}' is not a level. Use one of ${logLevels.join(', ')}.`);
}

/** Standard output, or a file whose folder is there. */
export function readAuditSink(text: string | undefined): 'stdout' | { readonly file: string } | null {
  const value = readText(text);
  if (value === null || value === 'stdout') return value;
  const file = resolve(value);
  if (existsSync(dirname(file))) return { file };
  throw new Error(`There is no folder ${dirname(file)} to write the audit in. Make it, or say stdout.`);
}

/** The base address of a collector, to which OpenTelemetry adds `/v1/traces`; a path and a port are usual. */
export function readCollector(text: string | undefined): string | null {
  const value = readText(text);
  if (value === null) return null;
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value;
  throw new Error('This is not an address of a collector. Write http://collector.example.com:4318.');
}

/** A secret that others send, so it is never repeated. */
export function readToken(text: string | undefined): string | null {
  const value = readText(text);
  if (value === null || /^[\x21-\x7e]{16,}$/.test(value)) return value;
  throw new Error('A token is 16 visible ASCII characters or more. Make one with `openssl rand -hex 24`.');
}

export function readSwitch(text: string | undefined): boolean {
  const value = readText(text) ?? 'on';
  if (value === 'on' || value === 'off') return value === 'on';
  throw new Error(`'${value}' is neither on nor off.`);
}
