import assert from 'node:assert/strict';
import type { Access } from '../access-lock.js';
import type { Bench, Caller } from '../bench.js';
import { unknown } from '../breakage.js';
import type { Check } from '../check.js';
import type { Asked } from './ask.js';
import type { Reading } from './reading.js';
import { readingScene } from './scene.js';

/** Every principal against the access lock; then what a key closes although its principal may. */
export function proveReadingAccess(reading: Reading): readonly Check[] {
  const scene = readingScene(reading);
  const privileges = reading.declaration.requires.map(({ privilege }) => `privilege.${privilege}`);
  const keys = ['audience', 'context', 'requires', ...privileges];
  const closed = (name: string, limits: Caller['limits'] & object, refusal: Refused): Check => ({
    name: `access: ${name}`,
    keys: [`gate.${refusal.gate}`, `server.errors.${refusal.code}`, 'name'],
    async run(bench) {
      refusedWith(reading, await reading.ask(bench, { as: scene.as, limits }, scene.parameters), refusal);
    },
  });
  const open = (name: string, limits: Caller['limits'] & object): Check => ({
    name: `access: ${name}`,
    keys: ['name', 'gate.allow_list', 'gate.scope', 'gate.write_gate'],
    run: (bench) => passes(reading, bench, { as: scene.as, limits }),
  });
  return [
    ...[...reading.access].map(
      ([principal, access]): Check => ({
        name: `access: ${principal} ${access.allowed ? 'may' : `is refused by the gate ${access.gate}`}`,
        keys: [...keys, ...(access.allowed ? [] : [`gate.${access.gate}`])],
        run: (bench) => meets(reading, bench, principal, access),
      }),
    ),
    open('naming it in an allow-list suffices', { tools: [reading.name] }),
    closed('an empty allow-list opens nothing', { tools: [] }, { code: 'FORBIDDEN', gate: 'allow_list' }),
    open('mcp:read suffices, and no writes', { scopes: ['mcp:read'], writes: false }),
    closed('mcp:write alone does not', { scopes: ['mcp:write'] }, { code: 'INSUFFICIENT_SCOPE', gate: 'scope' }),
  ];
}

async function meets(reading: Reading, bench: Bench, as: string, access: Access): Promise<void> {
  if (access.allowed) return passes(reading, bench, { as });
  const { parameters } = readingScene(reading);
  const { code, gate } = access;
  refusedWith(reading, await reading.ask(bench, { as }, parameters), { code, gate });
}

/** A prompt with an argument too many comes as far as that; of a resource whatever is refused comes from behind the gates. */
async function passes(reading: Reading, bench: Bench, caller: Caller): Promise<void> {
  const { parameters } = readingScene(reading);
  const sent = reading.kind === 'prompt' ? { ...parameters, [unknown]: 'x' } : parameters;
  const { error, raw } = await reading.ask(bench, caller, sent);
  const told = `${reading.name} should pass every gate as ${caller.as} and answers ${raw.slice(0, 300)}`;
  if (reading.kind === 'prompt') assert.deepEqual(Object.keys(Object(error?.data.details)), [unknown], told);
  else assert.ok(error === null || error.data.gate === 'run', told);
}

interface Refused {
  readonly code: string;
  readonly gate?: string;
}

/** The answer is this refusal, as the server's table of errors says it, as a JSON-RPC error. */
export function refusedWith({ name, server }: Reading, asked: Asked, { code, gate }: Refused): void {
  const declared = server.errors[code];
  assert.ok(declared, `The error table has no ${code}.`);
  const { error } = asked;
  assert.ok(error, `${name} should be refused with ${code} and answers ${asked.raw.slice(0, 300)}`);
  const open = declared.message.split(/\{\w+\}/)[0] ?? '';
  assert.deepEqual(
    { code: error.data.code, message: error.message.slice(0, open.length) },
    { code, message: open },
    asked.raw.slice(0, 300),
  );
  if (declared.rpc !== undefined) assert.equal(error.number, declared.rpc);
  if (gate !== undefined) assert.equal(error.data.gate, gate);
}
