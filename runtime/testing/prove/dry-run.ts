import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Bench } from '../bench.js';
import type { Check, Prover, Subject } from '../check.js';
import { isRecord } from '../match.js';
import { sceneFor } from '../right-call.js';
import { parameter } from '../rows.js';
import { formOf } from '../scene.js';
import { type KeptRows, writesBetween } from '../writes-between.js';
import { isRefusal } from './access.js';

/** What a dry run promises: nothing changes, it tells what the commit would do, and asks for the same rights. */
export const proveDryRun: Prover = (subject) => {
  const { dryRun } = subject.tool;
  if (dryRun === undefined) return [];
  return [...subject.scenes.keys()].flatMap((action) => {
    const of = action === null ? '' : `${action}: `;
    const mode = (action === null ? undefined : subject.tool.actions?.[action]?.writeMode) ?? subject.tool.writeMode;
    const rights: Check = {
      name: `dry run: ${of}needs what the call needs`,
      keys: ['dryRun', 'requires', 'audience'],
      run: (bench) => needsTheSame(bench, subject, action, mode !== 'read'),
    };
    const predicts: Check = {
      name: `dry run: ${of}changes nothing and predicts the call`,
      keys: ['dryRun', 'dryRun.parameter', 'dryRun.by'],
      changes: true,
      run: (bench) => predictsCommit(bench, subject, action),
    };
    return [predicts, rights];
  });
};

async function predictsCommit(bench: Bench, subject: Subject, action: string | null): Promise<void> {
  const { tool } = subject;
  const scene = sceneFor(subject, action);
  const staged = await bench.stage(scene);
  const keyed = parameter(tool, 'idempotency_key');
  const input = { ...staged, ...(keyed && { [keyed]: randomUUID() }) };
  const dryRun = tool.dryRun?.parameter ?? '';
  const before = await seen(bench, scene.as);

  const dry = await bench.succeed({ as: scene.as }, tool.name, { ...input, [dryRun]: true });
  assert.deepEqual(await seen(bench, scene.as), before, 'A dry run should change nothing, and be charged nothing.');
  const rest = await bench.succeed({ as: scene.as, wire: 'rest' }, tool.name, { ...input, [dryRun]: true });
  const told = toldWrites(dry.meta);

  const done = await bench.succeed({ as: scene.as }, tool.name, { ...input, [dryRun]: false });
  if (hasFormOfItsOwn(subject, dryRun)) areAlikeWhereBothTell(dry.value, done.value);
  else isAlike(dry.value, done.value, '');
  if (tool.dryRun?.by === 'resolver') {
    assert.equal(told, null, 'Where the resolver answers, nobody else knows what would be written.');
    return;
  }
  assert.ok(told, 'The dry run should tell in _meta what would be written.');
  assert.ok(isRecord(rest.value) && isRecord(rest.value.dry_run), 'REST tells it under dry_run.');
  assert.deepEqual(Object.keys(rest.value), ['dry_run', 'answer']);
  const after = await bench.running.rows?.();
  if (before.rows && after) {
    const written = writesBetween(before.rows, after);
    const foretold = told.filter(({ operation }) => operation !== 'insert');
    assert.deepEqual(insertsOf(told), insertsOf(written), 'As many rows should come as were told.');
    for (const { entity, operation, ids } of written) {
      if (operation === 'insert') continue;
      const known = foretold.find((write) => write.entity === entity && write.operation === operation)?.ids ?? [];
      for (const id of ids) assert.ok(known.includes(id), `The ${operation} of ${entity} ${id} was not told.`);
    }
    for (const { entity, operation, ids } of foretold) {
      for (const id of ids)
        assert.ok(before.rows.get(entity)?.has(id), `No ${entity} ${id} was there to ${operation}.`);
      const gone: readonly string[] = ids.filter((id) => !after.get(entity)?.has(id));
      assert.equal(gone.length, operation === 'delete' ? ids.length : 0, `What was told of ${entity} did not come.`);
    }
  }
}

async function needsTheSame(bench: Bench, subject: Subject, action: string | null, writes: boolean): Promise<void> {
  const { tool } = subject;
  const scene = sceneFor(subject, action);
  const input = { ...formOf(tool, scene), [tool.dryRun?.parameter ?? '']: true };
  for (const [as, access] of subject.access.get(action) ?? []) {
    if (access.allowed) continue;
    isRefusal(subject, await bench.call({ as }, tool.name, input), { ...access, wire: 'mcp' });
  }
  if (!writes) return;
  const closed = await bench.call({ as: scene.as, limits: { writes: false } }, tool.name, input);
  isRefusal(subject, closed, { code: 'WRITE_NOT_ALLOWED', gate: 'write_gate', wire: 'mcp' });
}

interface Seen {
  readonly state: string;
  readonly used: number | null;
  readonly rows: KeptRows | null;
}

async function seen(bench: Bench, as: string): Promise<Seen> {
  const { running } = bench;
  return {
    state: await running.state(),
    used: (await running.limits?.used(as)) ?? null,
    rows: (await running.rows?.()) ?? null,
  };
}

interface Told {
  readonly entity: string;
  readonly operation: string;
  readonly ids: readonly string[];
}

function toldWrites({ dryRun }: Readonly<Record<string, unknown>>): readonly Told[] | null {
  assert.ok(isRecord(dryRun), 'The answer should say in _meta that it is of a dry run.');
  return dryRun.writes as readonly Told[] | null;
}

/** By entity, how many rows are new. */
function insertsOf(writes: readonly Told[]): object {
  const inserts = writes.filter(({ operation }) => operation === 'insert');
  return Object.fromEntries(inserts.map(({ entity, ids }) => [entity, ids.length]).toSorted());
}

/** Whether a dry run is answered by a variant that the call itself never has. */
function hasFormOfItsOwn({ tool }: Subject, dryRun: string): boolean {
  if (tool.output.kind !== 'variants') return false;
  return Object.values(tool.output.variants).some(({ when }) => when[dryRun] === true);
}

function areAlikeWhereBothTell(dry: unknown, done: unknown): void {
  assert.ok(isRecord(dry) && isRecord(done), 'Variants are objects.');
  const both = Object.keys(dry).filter((name) => name in done);
  assert.ok(both.length > 0, 'A dry run should tell something of what the call will answer.');
  for (const name of both) isAlike(dry[name], done[name], `/${name}`);
}

/** What is counted by time has gone on a little between the dry run and the call. */
const BY_TIME = 0.05;

/** The same form, and the same values but for texts: ids, secrets and times are each run's own. */
function isAlike(dry: unknown, done: unknown, path: string): void {
  if (typeof dry === 'string' && typeof done === 'string') return;
  if (Array.isArray(dry) && Array.isArray(done)) {
    assert.equal(dry.length, done.length, `${path} should have as many items as it will have.`);
    for (const [index, item] of dry.entries()) isAlike(item, done[index], `${path}/${index}`);
  } else if (isRecord(dry) && isRecord(done)) {
    assert.deepEqual(Object.keys(dry), Object.keys(done), `What the dry run answers at '${path}'`);
    for (const [name, value] of Object.entries(dry)) isAlike(value, done[name], `${path}/${name}`);
  } else if (typeof dry === 'number' && typeof done === 'number') {
    assert.ok(Math.abs(dry - done) <= BY_TIME, `The dry run answers ${dry} at '${path}', and the call ${done}.`);
  } else if (dry !== null && done !== null) assert.deepEqual(dry, done, `What the dry run answers at '${path}'`);
}
