import { pino } from 'pino';
import { readConfiguration } from './configuration.js';
import { greeting } from './market/greeting.js';
import { type Opened, open } from './market/open.js';

/** The marketplace's own start. Throws sentences. */
async function start(): Promise<void> {
  const configuration = readConfiguration(process.env);
  opened = await open({ log: pino({ level: configuration.logLevel }) }, configuration);
  const { url } = await opened.listen(configuration.port, configuration.host);
  process.stdout.write(greeting(url, opened));
}

let opened: Opened | null = null;

async function stop(exitCode: number): Promise<never> {
  await opened?.close().catch(tell);
  process.exit(exitCode);
}

function tell(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(0));
try {
  await start();
} catch (error) {
  tell(error);
  await stop(1);
}
