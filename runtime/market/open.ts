import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../../generated/program.js';
import type { Log } from '../call/call.js';
import { type Configuration, readConfiguration } from '../configuration.js';
import type { Documents } from '../create-router.js';
import type { Served } from '../serve-project.js';
import { createJsonLinesSink } from '../store/json-lines-sink.js';
import { openDatabaseSource } from '../store/postgres/database-source.js';
import { startTracing } from '../telemetry/start-tracing.js';
import { demoRefusal } from './demo/allowed.js';
import { createMarketplace } from './marketplace.js';
import { projectRoot } from './project-root.js';
import { keptSecret } from './secret.js';

/** The marketplace as configured, ready to listen, and what its greeting tells. */
export interface Opened extends Served {
  /** Why the demo's keys do not work; null where they do. */
  readonly demo: string | null;
  readonly docs: boolean;
}

/** Environment → dependencies → server. Throws sentences, everything that was opened being closed again. */
export async function open(
  { log }: { readonly log: Log },
  configuration: Configuration = readConfiguration(process.env),
): Promise<Opened> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const each of closing.splice(0)) await each();
  };
  try {
    const { home, databaseUrl, secrets, publicUrl, advertiseUrl, allowedOrigins, trustedProxies } = configuration;
    const database = await openDatabaseSource(databaseUrl, home);
    closing.unshift(database.stop);
    if (configuration.collector !== null) closing.unshift(await startTracing(program.server.name));
    const demo = demoRefusal({ ...configuration, embedded: database.embedded });
    const documents = readDocuments();
    const marketplace = await createMarketplace({
      source: database.source,
      secrets: secrets.length > 0 ? secrets : [keptSecret(home)],
      demo: demo === null,
      ...(configuration.queryDatabaseUrl !== null && { queryDatabaseUrl: configuration.queryDatabaseUrl }),
      ...(publicUrl !== null && { publicUrl }),
      ...(advertiseUrl !== null && { advertiseUrl }),
      allowedOrigins,
      trustedProxies,
      nativePath: configuration.nativePath,
      ...(configuration.metricsToken !== null && { metricsToken: configuration.metricsToken }),
      ...(configuration.auditSink !== null && { auditSinks: [createJsonLinesSink(configuration.auditSink)] }),
      ...issuerOf(configuration),
      ...stripeOf(configuration),
      git: gitOf(configuration),
      home,
      ...(configuration.smtpUrl !== null && { smtp: { url: configuration.smtpUrl, from: senderOf(configuration) } }),
      documents,
      log,
    });
    closing.unshift(marketplace.close);
    const { listen } = marketplace;
    const stdio: Served['stdio'] = (key, streams) =>
      marketplace.stdio(key, streams, `http://localhost:${configuration.port}`);
    return { listen, stdio, close, demo, docs: documents.docs !== undefined };
  } catch (error) {
    await close();
    throw error;
  }
}

function issuerOf({
  authIssuer: issuer,
  authAudience: audience,
  authClientId: id,
  authClientSecret: secret,
}: Configuration) {
  if (issuer === null || audience === null) return {};
  return { issuer: { issuer, audience, ...(id !== null && secret !== null && { client: { id, secret } }) } };
}

function stripeOf({ stripeSecretKey: secretKey, stripeWebhookSecret: webhookSecret }: Configuration) {
  return secretKey !== null && webhookSecret !== null ? { stripe: { secretKey, webhookSecret } } : {};
}

/** Of either provider an application or none; in production nothing stands in. */
function gitOf({ githubClientId, githubClientSecret, gitlabClientId, gitlabClientSecret, production }: Configuration) {
  const client = (id: string | null, secret: string | null) => (id !== null && secret !== null ? { id, secret } : null);
  const [github, gitlab] = [client(githubClientId, githubClientSecret), client(gitlabClientId, gitlabClientSecret)];
  return { ...(github && { github }), ...(gitlab && { gitlab }), standIn: !production };
}

/** What mails come from, where nobody says. */
function senderOf({ mailFrom, publicUrl }: Configuration): string {
  return mailFrom ?? `no-reply@${publicUrl === null ? 'localhost' : new URL(publicUrl).hostname}`;
}

/** What was generated and built beside the code; a site that has not been built is not served. */
function readDocuments(): Documents {
  const [docs, privateDocs] = [join(projectRoot, 'dist/site'), join(projectRoot, 'dist/site-private')];
  return {
    openapi: readFileSync(join(projectRoot, 'generated/openapi.json'), 'utf8'),
    llms: readFileSync(join(projectRoot, 'generated/llms.txt'), 'utf8'),
    ...(existsSync(docs) && { docs }),
    ...(existsSync(privateDocs) && { privateDocs }),
  };
}
