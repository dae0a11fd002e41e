import assert from 'node:assert/strict';
import type { Resource } from '../../tool.js';
import type { Bench } from '../bench.js';
import type { Check } from '../check.js';
import { libraries } from '../client-libraries.js';
import { tenantOf } from '../standing.js';
import { expandUri } from './expand-uri.js';
import { type Listening, listenThrough } from './listening.js';
import type { ReadingOf } from './reading.js';
import { readingScene } from './scene.js';

/** Who subscribes is told of a change once it is committed; who may not read it there is told nothing. */
export function proveSubscription(reading: ReadingOf<Resource>): readonly Check[] {
  const { declaration: resource, examples, access, server } = reading;
  const example = examples.find(({ changedBy }) => changedBy !== undefined);
  if (!resource.subscribe) return [cannotSubscribe(reading)];
  if (example?.changedBy === undefined) return [canSubscribe(reading)];
  const { as, input, changedBy } = example;
  const tenant = tenantOf(server, as)?.id;
  const others = [...access].filter(
    ([principal, { allowed }]) => !allowed || tenantOf(server, principal)?.id !== tenant,
  );
  return libraries.map(
    (library): Check => ({
      name: `subscription: ${library} is told of a change, and ${others.length} others are not`,
      keys: ['subscribe', 'audience', 'requires', 'context'],
      changes: true,
      async run(bench) {
        const uri = expandUri(resource.uri, input);
        const endpoint = `${bench.running.url}/mcp`;
        const listen = async (who: string, through: typeof library) =>
          listenThrough(through, endpoint, { key: await bench.running.key(who), uris: [uri] });
        // Before the one who is told: what they are told is decided before.
        const silent: Awaited<ReturnType<typeof listen>>[] = [];
        for (const [principal] of others) silent.push(await listen(principal, 'client (2026-07-28)'));
        const listening = await listen(as, library);
        try {
          await bench.succeed({ as: changedBy.as ?? as }, changedBy.call, changedBy.input);
          await listening.heard(uri);
          assert.deepEqual(listening.told, [uri]);
          for (const { told } of silent) assert.deepEqual(told, []);
        } finally {
          await Promise.all([listening, ...silent].map(({ close }) => close()));
        }
      },
    }),
  );
}

/** Where no example says what changes it, a subscription is taken at least. */
function canSubscribe(reading: ReadingOf<Resource>): Check {
  return {
    name: 'subscription: whoever reads it may subscribe',
    keys: ['subscribe'],
    async run(bench) {
      const { close } = await subscribe(reading, bench);
      await close();
    },
  };
}

/** Nobody is promised what is never told. */
function cannotSubscribe(reading: ReadingOf<Resource>): Check {
  return {
    name: 'subscription: there is none',
    keys: ['subscribe'],
    async run(bench) {
      const subscribing = subscribe(reading, bench).then(({ close }) => close());
      await assert.rejects(subscribing, 'A subscription should be refused.');
    },
  };
}

/** Over 2025-11-25, where each subscription is answered by itself. */
async function subscribe(reading: ReadingOf<Resource>, { running }: Bench): Promise<Listening> {
  const { as, parameters } = readingScene(reading);
  const wish = { key: await running.key(as), uris: [expandUri(reading.declaration.uri, parameters)] };
  return listenThrough('sdk (2025-11-25)', `${running.url}/mcp`, wish);
}
