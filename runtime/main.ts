import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { program } from '../generated/program.js';
import { type Configuration, readConfiguration } from './configuration.js';
import { demoRefusal } from './market/demo/allowed.js';
import { greeting } from './market/greeting.js';
import { createMarketplace } from './market/marketplace.js';
import { projectRoot } from './market/project-root.js';
import { keptSecret } from './market/secret.js';
import { createJsonLinesSink } from './store/json-lines-sink.js';
import { openDatabaseSource } from './store/postgres/database-source.js';
import { startTracing } from './telemetry/start-tracing.js';

/** The marketplace's own start: environment → dependencies → server → listen. Throws sentences. */
async function start(configuration: Configuration): Promise<void> {
  const { host, port, home, databaseUrl, secrets, publicUrl, advertiseUrl, allowedOrigins, trustedProxies } =
    configuration;
  const database = await openDatabaseSource(databaseUrl, home);
  closing.unshift(database.stop);
  if (configuration.collector !== null) closing.unshift(await startTracing(program.server.name));
  const log = pino({ level: configuration.logLevel });
  const demo = demoRefusal({ ...configuration, embedded: database.embedded });
  const documents = readDocuments();
  const marketplace = await createMarketplace({
    source: database.source,
    secrets: secrets.length > 0 ? secrets : [keptSecret(home)],
    demo: demo === null,
    ...(publicUrl !== null && { publicUrl }),
    ...(advertiseUrl !== null && { advertiseUrl }),
    allowedOrigins,
    trustedProxies,
    nativePath: configuration.nativePath,
    ...(configuration.metricsToken !== null && { metricsToken: configuration.metricsToken }),
    ...(configuration.auditSink !== null && { auditSinks: [createJsonLinesSink(configuration.auditSink)] }),
    documents,
    log,
  });
  closing.unshift(marketplace.close);
  const { url } = await marketplace.listen(port, host);
  process.stdout.write(greeting(url, { demo, docs: documents.docs !== undefined }));
}

/** What has been opened, the last one first. */
const closing: (() => Promise<unknown>)[] = [];

async function stop(exitCode: number): Promise<never> {
  for (const close of closing.splice(0)) await close().catch(tell);
  process.exit(exitCode);
}

function tell(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
}

/** What was generated and built beside the code; a site that has not been built is not served. */
function readDocuments(): { readonly openapi: string; readonly llms: string; readonly docs?: string } {
  const docs = join(projectRoot, 'dist/site');
  return {
    openapi: readFileSync(join(projectRoot, 'generated/openapi.json'), 'utf8'),
    llms: readFileSync(join(projectRoot, 'generated/llms.txt'), 'utf8'),
    ...(existsSync(docs) && { docs }),
  };
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(0));
try {
  await start(readConfiguration(process.env));
} catch (error) {
  tell(error);
  await stop(1);
}
