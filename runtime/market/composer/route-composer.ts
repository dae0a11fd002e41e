import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Routes } from '../../create-router.js';
import type { Exchange } from '../../http/exchange.js';
import { type InstallingProject, identifyProject, noteUse } from './identify-project.js';
import { type InstallablePackage, installablePackages, installableVersions, readArchive } from './installable.js';
import { packageDocument, rootDocument } from './metadata.js';

export interface ComposerApp {
  /** As the tables' owner: who asks is known by a pair, not by a principal. */
  readonly knex: Knex;
  readonly publicUrl: () => string;
  readonly now: () => Date;
}

/** Of one pair. Composer asks for two documents a package, several at a time. */
const rate = { calls: 2000, per: 'minute' } as const;

const NAME = '([a-z0-9_.-]+/[a-z0-9_.-]+?)';
const METADATA = new RegExp(`^/composer/p2/${NAME}(~dev)?\\.json$`);
const DIST = new RegExp(`^/composer/dist/${NAME}/([^/]+)-([0-9a-f]{40})\\.zip$`);

/**
 * Adds `/composer/`: a Composer v2 repository that holds, for each project, what its licences cover. Everything else is
 * not there, whether it exists or not. HEAD answers as GET does, without the body.
 */
export function routeComposer({ knex, publicUrl, now }: ComposerApp): Routes {
  return (router, { host, log }) => {
    async function enter(exchange: Exchange): Promise<InstallingProject | null> {
      exchange.set({
        'Cache-Control': 'private, no-cache',
        Vary: 'Authorization',
      });
      const project = await identifyProject(knex, exchange.get('authorization'));
      if (project === null) {
        exchange.set('WWW-Authenticate', 'Basic realm="Composer", charset="UTF-8"');
        warn(
          exchange,
          401,
          'These are not the credentials of a project, or they have been replaced. Take its auth.json anew.',
        );
        return null;
      }
      const window = await host.store.limiter.take(`composer:${project.credentialId}`, rate);
      if (window !== null && !window.allowed) {
        const seconds = Math.ceil(window.resetMs / 1000);
        exchange.set('Retry-After', String(seconds));
        warn(exchange, 429, `This project asks too often. Wait ${seconds} seconds.`);
        return null;
      }
      await noteUse(knex, project, now());
      return project;
    }

    async function find(
      exchange: Exchange,
      project: InstallingProject,
      name: string,
    ): Promise<InstallablePackage | null> {
      const found = await installablePackages(knex, project, now()).where('p.composer_name', name).first();
      if (found !== undefined) return found;
      warn(exchange, 404, `No licence that is attached to this project covers ${name}.`);
      return null;
    }

    router.get('/composer/packages.json', async (exchange) => {
      const project = await enter(exchange);
      if (project === null) return;
      answer(exchange, rootDocument(await installablePackages(knex, project, now())));
    });

    router.get('/composer/p2/{vendor}/{package}.json', METADATA, async (exchange) => {
      const [name = '', branches] = exchange.captures as string[];
      const project = await enter(exchange);
      const found = project && (await find(exchange, project, name));
      if (found === null) return;
      // Only tags are kept here, so that there are no versions of branches.
      const versions = branches === undefined ? await installableVersions(knex, found.id) : [];
      const changed = found.updated_at;
      // It counts in seconds: what has changed within this one could change in it once more.
      if (now().getTime() - changed.getTime() >= 1000) exchange.lastModified = changed;
      answer(exchange, packageDocument(found, versions, publicUrl()));
    });

    router.get('/composer/dist/{vendor}/{package}/{version}-{sha1}.zip', DIST, async (exchange) => {
      const [name = '', version = '', sha1 = ''] = exchange.captures as string[];
      const project = await enter(exchange);
      const found = project && (await find(exchange, project, name));
      if (project === null || found === null) return;
      const archive = await readArchive(knex, found.id, { version: decode(version), sha1 });
      if (archive === null) return warn(exchange, 404, `There is no such release of ${name}.`);
      exchange.set('Content-Type', 'application/zip');
      exchange.etag = sha1;
      exchange.body = archive;
      exchange.status = exchange.fresh ? 304 : 200;
      if (exchange.method !== 'GET' || exchange.status !== 200) return;
      const { projectId, organizationId } = project;
      log.info({ package: name, version: decode(version), projectId, organizationId }, 'a package was downloaded');
    });
  };
}

function answer(exchange: Exchange, document: object): void {
  const text = JSON.stringify(document);
  // Composer reads warnings out of what is of exactly this type.
  exchange.set('Content-Type', 'application/json');
  exchange.etag = createHash('sha1').update(text).digest('hex');
  exchange.body = text;
  exchange.status = exchange.fresh ? 304 : 200;
}

/** Composer shows its user what stands under `warning`. */
function warn(exchange: Exchange, status: number, warning: string): void {
  exchange.status = status;
  exchange.set('Content-Type', 'application/json');
  exchange.body = JSON.stringify({ warning });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
