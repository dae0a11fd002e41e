import assert from 'node:assert/strict';
import type { ErrorDeclaration, Server } from '../tool.js';
import type { Bench } from './bench.js';
import type { Check } from './check.js';
import { isRecord } from './match.js';
import { eventually, withoutSwitch } from './prove/switches.js';
import { type Posted, post, rpc, send } from './wire.js';

/** What a server answers before any tool is found, whoever declares its tools. */
export function serverChecks(server: Server): readonly Check[] {
  const [principal = ''] = Object.keys(server.principals);
  const key = (bench: Bench) => bench.running.key(principal);
  const mcp = { 'mcp-protocol-version': '2025-11-25' };
  const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };
  const padded = {
    mcp: (filler: string) => JSON.stringify({ ...list, params: { _meta: { filler } } }),
    rest: (filler: string) => JSON.stringify({ tool: 'no_such_tool', arguments: { filler } }),
  };
  const sized = (wire: 'mcp' | 'rest', bytes: number) => padded[wire]('a'.repeat(bytes - padded[wire]('').length));
  const check = (name: string, code: string, run: (bench: Bench) => Promise<void>): Check => ({
    name,
    keys: [`server.errors.${code}`],
    run,
  });
  return [
    check('no credential is UNAUTHORIZED', 'UNAUTHORIZED', async ({ running }) => {
      isRpc(server, 'UNAUTHORIZED', await post(`${running.url}/mcp`, null, list, mcp), 401);
      isRest(server, 'UNAUTHORIZED', await post(`${running.url}/mcp/tools/call`, null, {}));
    }),
    check('a bad credential is UNAUTHORIZED, with the challenge', 'UNAUTHORIZED', async ({ running }) => {
      const refused = await post(`${running.url}/mcp`, 'no-such-key', list, mcp);
      isRpc(server, 'UNAUTHORIZED', refused, 401);
      assert.match(refused.headers.get('www-authenticate') ?? '', /^Bearer .*resource_metadata=/);
    }),
    check('a body that is not JSON is PARSE_ERROR', 'PARSE_ERROR', async (bench) => {
      isRpc(server, 'PARSE_ERROR', await post(`${bench.running.url}/mcp`, await key(bench), '{"jsonrpc"', mcp), 400);
      isRest(server, 'PARSE_ERROR', await post(`${bench.running.url}/mcp/tools/call`, await key(bench), '{"tool"'));
    }),
    check('a call without a tool is INVALID_REQUEST', 'INVALID_REQUEST', async (bench) => {
      const answer = await post(`${bench.running.url}/mcp/tools/call`, await key(bench), { arguments: {} });
      isRest(server, 'INVALID_REQUEST', answer, { says: /"tool".+"arguments"/ });
    }),
    check('a body of another type is INVALID_REQUEST', 'INVALID_REQUEST', async (bench) => {
      const text = { ...mcp, 'content-type': 'text/plain' };
      const { status, message } = await post(`${bench.running.url}/mcp`, await key(bench), list, text);
      const error = isRecord(message) && isRecord(message.error) ? message.error : {};
      assert.deepEqual([status, error.code], [415, table(server, 'INVALID_REQUEST').rpc]);
      const called = await post(`${bench.running.url}/mcp/tools/call`, await key(bench), {}, text);
      isRest(server, 'INVALID_REQUEST', called, { status: 415, says: /application\/json/ });
    }),
    check('another HTTP method is METHOD_NOT_FOUND', 'METHOD_NOT_FOUND', async (bench) => {
      const answer = await fetch(`${bench.running.url}/mcp`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${await key(bench)}` },
      });
      const message: unknown = await answer.json();
      const error = isRecord(message) && isRecord(message.error) ? message.error : {};
      assert.deepEqual([answer.status, error.code], [405, table(server, 'METHOD_NOT_FOUND').rpc]);
      const posted = await post(`${bench.running.url}/mcp/tools`, await key(bench), {});
      isRest(server, 'METHOD_NOT_FOUND', posted, { status: 405, says: /\/mcp\/tools takes .*GET.*, not POST/ });
      assert.match(posted.headers.get('allow') ?? '', /GET/);
    }),
    check('an unknown method is METHOD_NOT_FOUND', 'METHOD_NOT_FOUND', async (bench) => {
      const { status, message } = await rpc(bench.running.url, await key(bench), {
        method: 'tools/destroy',
        params: {},
      });
      const error = isRecord(message) && isRecord(message.error) ? message.error : {};
      assert.deepEqual([status, error.code], [200, table(server, 'METHOD_NOT_FOUND').rpc]);
    }),
    check('a path where nothing is, is NOT_FOUND', 'NOT_FOUND', async (bench) => {
      const answer = await post(`${bench.running.url}/mcp/tools/no-such-path`, await key(bench), {});
      isRest(server, 'NOT_FOUND', answer, { says: /\/mcp\/tools\/no-such-path/ });
    }),
    check('an unknown tool is UNKNOWN_TOOL', 'UNKNOWN_TOOL', async (bench) => {
      const sent = { tool: 'no_such_tool', arguments: {}, key: await key(bench) };
      const { error } = await send(bench.running.url, 'mcp', sent);
      const declared = table(server, 'UNKNOWN_TOOL');
      const message = declared.message.replace('{tool}', 'no_such_tool');
      assert.deepEqual(
        [error?.code, error?.rpc, error?.channel, error?.message],
        ['UNKNOWN_TOOL', declared.rpc, declared.channel, message],
      );
      const rest = await send(bench.running.url, 'rest', sent);
      assert.deepEqual([rest.error?.code, rest.error?.message, rest.status], ['UNKNOWN_TOOL', message, declared.http]);
    }),
    check('a foreign origin is INVALID_ORIGIN', 'INVALID_ORIGIN', async (bench) => {
      const foreign = { ...mcp, origin: 'https://elsewhere.example' };
      isRpc(server, 'INVALID_ORIGIN', await post(`${bench.running.url}/mcp`, await key(bench), list, foreign), 403);
      isRest(
        server,
        'INVALID_ORIGIN',
        await post(`${bench.running.url}/mcp/tools/call`, await key(bench), {}, foreign),
      );
    }),
    {
      ...check('while the server is off, nothing is listed and nobody is called', 'SERVER_DISABLED', async (bench) => {
        await withoutSwitch(bench, 'server', () =>
          eventually(async () => {
            const listed = await post(`${bench.running.url}/mcp`, await key(bench), list, mcp);
            isRpc(server, 'SERVER_DISABLED', listed, 200);
            const sent = { tool: 'no_such_tool', arguments: {} };
            isRest(
              server,
              'SERVER_DISABLED',
              await post(`${bench.running.url}/mcp/tools/call`, await key(bench), sent),
              { facts: { gate: 'find' } },
            );
            const { status } = await fetch(`${bench.running.url}/healthz`);
            assert.equal(status, 200);
          }),
        );
        await eventually(async () => {
          const { status, raw } = await post(`${bench.running.url}/mcp`, await key(bench), list, mcp);
          assert.ok(status === 200 && raw.includes('"tools"'), raw.slice(0, 300));
        });
      }),
      needs: ['switches'],
    },
    {
      ...check('a body over the limit is BODY_TOO_LARGE, one at the limit is not', 'BODY_TOO_LARGE', async (bench) => {
        const { bodyBytes } = server.limits;
        const send = async (wire: 'mcp' | 'rest', bytes: number) =>
          post(
            `${bench.running.url}${wire === 'mcp' ? '/mcp' : '/mcp/tools/call'}`,
            await key(bench),
            sized(wire, bytes),
            mcp,
          );
        const listed = await send('mcp', bodyBytes);
        assert.equal(listed.status, 200, listed.raw.slice(0, 200));
        isRpc(server, 'BODY_TOO_LARGE', await send('mcp', bodyBytes + 1), 413);
        const { message: called } = await send('rest', bodyBytes);
        assert.equal(isRecord(called) ? called.code : null, 'UNKNOWN_TOOL', 'A body at the limit should be read.');
        isRest(server, 'BODY_TOO_LARGE', await send('rest', bodyBytes + 1), { facts: { limit: bodyBytes } });
      }),
      keys: ['server.errors.BODY_TOO_LARGE', 'server.limits.bodyBytes'],
    },
  ];
}

function table(server: Server, code: string): ErrorDeclaration {
  const declared = server.errors[code];
  assert.ok(declared, `The error table has no ${code}.`);
  return declared;
}

function sentence(server: Server, code: string): string {
  return table(server, code).message.replace('{limit}', String(server.limits.bodyBytes));
}

function isRpc(server: Server, code: string, { status, message, raw }: Posted, http: number): void {
  const error = isRecord(message) && isRecord(message.error) ? message.error : {};
  const data = isRecord(error.data) ? error.data : {};
  assert.deepEqual(
    { status, rpc: error.code, message: error.message, code: data.code },
    { status: http, rpc: table(server, code).rpc, message: sentence(server, code), code },
    raw.slice(0, 300),
  );
}

interface RestTold {
  /** HTTP's own, where it has one for this; else the table's. */
  readonly status?: number;
  /** What the sentence tells, where it is the request's own; else it is the table's. */
  readonly says?: RegExp;
  /** What stands in the body beside `error` and `code`. */
  readonly facts?: object;
}

/** The answer is this error, whole: body, code and status. */
function isRest(server: Server, code: string, { status, message, raw }: Posted, told: RestTold = {}): void {
  const said = isRecord(message) ? String(message.error) : '';
  if (told.says) assert.match(said, told.says);
  assert.deepEqual(
    { status, body: message },
    {
      status: told.status ?? table(server, code).http,
      body: { error: told.says ? said : sentence(server, code), code, ...told.facts },
    },
    raw.slice(0, 300),
  );
}
