import type { Knex } from 'knex';
import type { Log } from '../../call/call.js';
import type { Faults } from '../../testing/faults.js';
import { demoOrigins } from '../git-host/demo-origins.js';
import { type GitHost, openGitHost } from '../git-host/git-host.js';
import { createGitHub } from './github.js';
import { createGitLab } from './gitlab.js';
import {
  type GitProvider,
  type GitProviderName,
  type GitProviders,
  gitProviderNames,
  type OAuthClient,
} from './providers.js';

/** What is known of the outside. */
export interface GitSettings {
  readonly github?: OAuthClient;
  readonly gitlab?: OAuthClient;
  /** Whether the local Git host stands in for a provider that is not configured; by default it does. */
  readonly standIn?: boolean;
}

export interface GitOptions {
  readonly settings: GitSettings;
  readonly knex: Knex;
  /** Where people come back to. */
  readonly callback: () => string;
  readonly home?: string;
  readonly now?: () => Date;
  readonly log?: Log | undefined;
}

export interface OpenedGit {
  readonly providers: GitProviders;
  /** For `createOutside`: where our own stand-ins are, and the names that what is stored calls them by. */
  readonly allowed: readonly string[];
  readonly aliases: Readonly<Record<string, string>>;
  /** Of the local Git host; null where there is none. */
  readonly faults: Faults | null;
  close(): Promise<void>;
}

/** Git providers as configured, and the local Git host in the place of the others. */
export async function openGit({ settings, knex, callback, home, now, log }: GitOptions): Promise<OpenedGit> {
  const missing = settings.standIn === false ? [] : gitProviderNames.filter((name) => settings[name] === undefined);
  const host =
    missing.length === 0
      ? null
      : await openGitHost({
          knex,
          providers: missing,
          callback,
          ...(now !== undefined && { now }),
          ...(home !== undefined && { home }),
          ...(log !== undefined && { log }),
        });
  const made = { github: openGitHub(settings.github, host), gitlab: openGitLab(settings.gitlab, host) };
  const origins = Object.entries(host?.origins ?? {}) as readonly [GitProviderName, string][];
  return {
    providers: {
      of: (name) => made[name],
      owning: ({ origin }) =>
        gitProviderNames.find((name) => made[name]?.issuer === origin || made[name]?.web === origin) ?? null,
    },
    allowed: origins.map(([, origin]) => origin),
    aliases: Object.fromEntries(origins.map(([name, origin]) => [demoOrigins[name], origin])),
    faults: host?.faults ?? null,
    close: async () => host?.close(),
  };
}

function openGitHub(client: OAuthClient | undefined, host: GitHost | null): GitProvider | null {
  const web = 'https://github.com';
  if (client !== undefined) return createGitHub({ web, api: 'https://api.github.com', issuer: web }, client);
  const at = host?.origins.github;
  return host && at ? createGitHub({ web: at, api: `${at}/api/v3`, issuer: demoOrigins.github }, host.client) : null;
}

function openGitLab(client: OAuthClient | undefined, host: GitHost | null): GitProvider | null {
  const web = 'https://gitlab.com';
  if (client !== undefined) return createGitLab({ web, issuer: web }, client);
  const at = host?.origins.gitlab;
  return host && at ? createGitLab({ web: at, issuer: demoOrigins.gitlab }, host.client) : null;
}
