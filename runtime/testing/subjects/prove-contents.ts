import assert from 'node:assert/strict';
import type { Prompt, Resource } from '../../tool.js';
import type { Check } from '../check.js';
import { libraries } from '../client-libraries.js';
import { declared, met } from '../output-shape.js';
import { privilegesOf } from '../standing.js';
import { violations } from '../violations.js';
import { eras } from './ask.js';
import { expandUri } from './expand-uri.js';
import { readThrough } from './libraries.js';
import { shownOf } from './prove-examples.js';
import { publishedShape } from './published-shape.js';
import type { ReadingOf } from './reading.js';
import { readingScene } from './scene.js';

/** What is read: of its media type, fitting its output, with its cache hint, through every client library. */
export function proveContents(reading: ReadingOf<Resource>): readonly Check[] {
  const { declaration: resource, server } = reading;
  const scene = readingScene(reading);
  if (!scene.known) return [];
  const uri = expandUri(resource.uri, scene.parameters);
  const { output } = resource;
  const secrets = output.kind === 'type' ? [...declared(output.shape)].filter(({ shape }) => shape.sensitivity) : [];
  return [
    ...eras.map(
      (era): Check => ({
        name: `contents: of its type and output (${era})`,
        keys: ['mimeType', 'output', 'cache'],
        async run(bench) {
          const asked = await reading.ask(bench, { as: scene.as }, scene.parameters, era);
          const [contents, ...more] = (asked.result?.contents ?? []) as Record<string, unknown>[];
          assert.ok(contents && more.length === 0, asked.raw.slice(0, 300));
          const { text, blob, ...told } = contents;
          assert.deepEqual(told, { uri, mimeType: resource.mimeType });
          assert.equal(typeof (output.kind === 'binary' ? blob : text), 'string');
          assert.equal(output.kind === 'binary' ? text : blob, undefined);
          if (output.kind === 'binary') assert.equal(Buffer.from(String(blob), 'base64').toString('base64'), blob);
          if (output.kind === 'type') {
            const held = privilegesOf(server, scene.as);
            assert.deepEqual(violations(publishedShape(output.shape, held), shownOf(reading, asked)), []);
          }
          if (era === '2025-11-25') return;
          const { ttlMs, cacheScope } = asked.result ?? {};
          const { ttlMs: ttl, scope } = resource.cache ?? { ttlMs: 0, scope: 'private' };
          assert.deepEqual({ ttlMs, cacheScope }, { ttlMs: ttl, cacheScope: scope });
        },
      }),
    ),
    ...libraries.map(
      (library): Check => ({
        name: `contents: ${library} reads it`,
        keys: ['output', 'uri'],
        async run(bench) {
          const key = await bench.running.key(scene.as);
          const { contents } = await readThrough(library, `${bench.running.url}/mcp`, { key, uri });
          assert.deepEqual(
            contents.map((one) => ({ uri: one.uri, mimeType: one.mimeType })),
            [{ uri, mimeType: resource.mimeType }],
          );
        },
      }),
    ),
    ...(secrets.length === 0 || output.kind !== 'type'
      ? []
      : [
          {
            name: `contents: ${secrets.map(({ path }) => path).join(', ')} stands in no audit and no log`,
            keys: secrets.map(({ path }) => `output.${path}.sensitivity`),
            needs: ['audit', 'logs'],
            async run(bench) {
              const asked = await reading.ask(bench, { as: scene.as }, scene.parameters);
              const elsewhere = `${JSON.stringify(await bench.audit(asked.traceId))}\n${bench.logs()}`;
              const found = [...met(output.shape, shownOf(reading, asked))].filter(({ shape }) => shape.sensitivity);
              for (const { path, value } of found)
                assert.ok(!elsewhere.includes(String(value)), `The secret '${path}' stands in the audit or the logs.`);
            },
          } satisfies Check,
        ]),
  ];
}

/** The messages in full, as the declaration says them with the arguments put in. */
export function proveMessages(reading: ReadingOf<Prompt>): readonly Check[] {
  const scene = readingScene(reading);
  const { messages, description } = reading.declaration;
  return [
    {
      name: 'messages: as declared, with the arguments put in, and what they embed read',
      keys: ['messages', 'description', ...messages.map((_, index) => `messages.${index}`)],
      async run(bench) {
        const asked = await reading.ask(bench, { as: scene.as }, scene.parameters);
        assert.equal(asked.error, null, asked.raw.slice(0, 300));
        assert.equal(asked.result?.description, description);
        const given = withDefaults(reading, scene.parameters);
        const told = (asked.result?.messages ?? []) as { readonly role: string; readonly content: object }[];
        assert.equal(told.length, messages.length);
        messages.forEach(({ role, content }, index) => {
          const expected = put(content, given, '');
          assert.equal(told[index]?.role, role);
          assert.deepEqual(withoutContents(told[index]?.content, content), expected);
        });
      },
    },
  ];
}

function withDefaults({ parameters }: ReadingOf<Prompt>, given: Readonly<Record<string, unknown>>) {
  const defaults = Object.entries(parameters.properties ?? {}).map(([name, shape]) => [name, shape.default ?? '']);
  return { ...Object.fromEntries(defaults), ...given };
}

function put(value: unknown, given: Readonly<Record<string, unknown>>, key: string): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const text = String(given[name] ?? '');
      return key === 'uri' ? encodeURIComponent(text) : text;
    });
  }
  if (Array.isArray(value)) return value.map((one) => put(one, given, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, put(one, given, name)]));
}

/** Of an embedded resource its address alone is declared; that it came with contents is seen here. */
function withoutContents(told: unknown, declaredContent: Readonly<Record<string, unknown>>): unknown {
  const resource = Object(declaredContent.resource);
  if (declaredContent.type !== 'resource' || 'text' in resource || 'blob' in resource) return told;
  const { resource: read, ...rest } = Object(told);
  const { text, blob, mimeType, ...address } = Object(read);
  assert.ok(typeof mimeType === 'string' && typeof (text ?? blob) === 'string', 'What is embedded has to be read.');
  return { ...rest, resource: address };
}
