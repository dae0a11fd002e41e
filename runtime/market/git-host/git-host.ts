import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Router from '@koa/router';
import type { Knex } from 'knex';
import Koa from 'koa';
import type { Log } from '../../call/call.js';
import { createListener, defaultTimeouts } from '../../http/listener.js';
import type { Faults } from '../../testing/faults.js';
import { type GitProviderName, providerTitles } from '../git/providers.js';
import { answerConsent } from './consent.js';
import { demoRepository } from './demo-origins.js';
import { demoRepositories } from './demo-repositories.js';
import { createHostFaults } from './faults.js';
import { routeGitHub } from './github-api.js';
import { routeGitLab } from './gitlab-api.js';
import { createGrants } from './grants.js';
import type { Host, HostExchange } from './host.js';
import { showHostPage, showStyle } from './host-page.js';
import { hostClientId } from './host-tokens.js';
import { makeRepositories } from './make-repositories.js';
import type { HostedRepository } from './repository.js';
import { serveGit } from './serve-git.js';

export interface GitHostOptions {
  /** As the owner of the schema `git_host`. */
  readonly knex: Knex;
  /** Whom it stands in for, each on a listener of its own. */
  readonly providers: readonly GitProviderName[];
  /** Where people are sent back to. */
  readonly callback: () => string;
  /** Where repositories are made and kept; without it in a folder that goes when the host closes. */
  readonly home?: string;
  readonly repositories?: readonly HostedRepository[];
  readonly now?: () => Date;
  readonly log?: Log;
}

/** The stand-ins of Git providers: sign-in, a slice of their APIs, and real repositories to read. */
export interface GitHost {
  /** Where each one listens, such as `http://127.0.0.1:40123`. */
  readonly origins: Readonly<Partial<Record<GitProviderName, string>>>;
  /** The application that it knows. */
  readonly client: { readonly id: string; readonly secret: string };
  /** What goes wrong with revocations (the effect `git`). */
  readonly faults: Faults;
  close(): Promise<void>;
}

export async function openGitHost(options: GitHostOptions): Promise<GitHost> {
  const { knex, providers, callback, repositories = demoRepositories, now = () => new Date(), log } = options;
  const faults = createHostFaults();
  // The secret is another one in each process: each asks its own listeners.
  const client = { id: hostClientId, secret: randomBytes(24).toString('base64url') };
  const place = createPlace(options.home, repositories);
  const origins: Partial<Record<GitProviderName, string>> = {};
  const listeners = await Promise.all(
    providers.map(async (provider) => {
      const host: Host = {
        provider,
        title: providerTitles[provider],
        grants: createGrants({ knex, provider, now }),
        faults,
        repositories: repositories.filter((repository) => repository.provider === provider),
        client,
        callback,
        origin: () => origins[provider] ?? '',
        folder: place.folder,
      };
      const listener = createListener(createApp(host, log), { ...defaultTimeouts, closeMs: 100 });
      origins[provider] = (await listener.listen(0, '127.0.0.1')).url;
      return listener;
    }),
  );
  return {
    origins,
    client,
    faults,
    async close() {
      await Promise.all(listeners.map((listener) => listener.close()));
      await place.leave();
    },
  };
}

function createApp(host: Host, log: Log | undefined): Koa {
  const router = new Router();
  const git = (exchange: HostExchange) => serveGit(host, exchange);
  if (host.provider === 'github') routeGitHub(router, host);
  else routeGitLab(router, host);
  router.post('/consent', (exchange) => answerConsent(host, exchange));
  router.get('/style.css', showStyle);
  router.get('/', (exchange) => showRepositories(host, exchange));
  router.get('/:owner/:name/info/refs', git);
  router.post('/:owner/:name/:service', git);
  const app = new Koa();
  app.on('error', (error) => log?.warn({ err: error }, 'the local Git host could not answer'));
  app.use(router.routes());
  return app;
}

function showRepositories(host: Host, exchange: HostExchange): Promise<void> {
  const repositories = host.repositories.map(({ path, private: closed = false, releases }) => ({
    url: demoRepository(host.provider, path),
    private: closed,
    tags: releases.map(({ tag }) => tag),
  }));
  const message = `The marketplace knows them by these addresses, whichever port this host has today. The command git finds them at ${host.origin()}/….`;
  return showHostPage(host, exchange, { title: 'Repositories', message, repositories });
}

/** The folder of the repositories, made at its first use. */
function createPlace(home: string | undefined, repositories: readonly HostedRepository[]) {
  let made: Promise<string> | null = null;
  let temporary: string | null = null;
  const clean = () => {
    if (temporary !== null) rmSync(temporary, { recursive: true, force: true });
  };
  const make = async () => {
    if (home !== undefined) return makeRepositories(join(home, 'git-host'), repositories);
    temporary = await mkdtemp(join(tmpdir(), 'toolwright-git-host-'));
    // Also where a process ends without closing anything.
    process.once('exit', clean);
    return makeRepositories(temporary, repositories);
  };
  return {
    folder() {
      made ??= make();
      made.catch(() => {
        made = null;
      });
      return made;
    },
    async leave() {
      await made?.catch(() => {});
      process.off('exit', clean);
      clean();
    },
  };
}
