import fc from 'fast-check';
import { calls } from './calls.js';
import { chooser } from './choose.js';
import { happenings } from './happenings.js';
import { foretells } from './rehearsal.js';
import { actingIn, type World } from './world.js';

/** One step: who does what, to which of the things that there are. The numbers choose among them, whoever's they are. */
export interface Step {
  readonly as: string;
  readonly kind: string;
  readonly x: number;
  readonly y: number;
}

/** Who buys comes more often than who may not. */
const principals = [
  'acme-owner',
  'acme-owner',
  'acme-owner',
  'acme-admin',
  'acme-developer',
  'acme-billing',
  'acme-viewer',
  'globex-owner',
  'globex-owner',
  'globex-owner',
  'forge-vendor',
  'newcomer',
] as const;

const kinds = [...Object.entries(calls), ...Object.entries(happenings)];

export const steps: fc.Arbitrary<Step> = fc.record({
  as: fc.constantFrom(...principals),
  kind: fc.oneof(...kinds.map(([kind, { weight }]) => ({ weight, arbitrary: fc.constant(kind) }))),
  x: fc.noBias(fc.nat(9_999)),
  y: fc.noBias(fc.nat(9_999)),
});

export interface Answer {
  readonly tool: string;
  readonly as: string;
  /** Where the call acted; null: nowhere. */
  readonly organization: string | null;
  readonly status: number;
  readonly body: unknown;
}

/** Does one step and notes what has come of it; null where it was no call. */
export async function take(world: World, { as, kind, x, y }: Step): Promise<Answer | null> {
  const call = calls[kind];
  if (call === undefined) {
    note(world, kind, (await happenings[kind]?.happen(world, x)) ?? 'nothing');
    return null;
  }
  const { tool, make, rehearsed, stripeSpeaks } = call;
  const organization = await actingIn(world, as);
  const input = await make(chooser(world.market.db, { as, organization }, [x, y]), y);
  const dry = rehearsed && (await world.market.call(as, tool, { ...input, dry_run: true }));
  if (stripeSpeaks) world.double.events.release();
  const { status, body } = await world.market.call(as, tool, input);
  if (dry) foretells(dry, { status, body }, tool);
  if (stripeSpeaks) {
    world.double.events.hold();
    // What was on its way still arrives: before the next step, and not in its middle.
    await world.double.events.settle();
  }
  if (status !== 200) note(world, tool, body.code);
  else for (const outcome of outcomesOf(body)) note(world, tool, outcome);
  if (status === 200 && tool === 'respond_to_invite') world.granted.get(as)?.push(body.org_id);
  return { tool, as, organization, status, body };
}

/** An answer that tells what has come of each item counts for each. */
// biome-ignore lint/suspicious/noExplicitAny: whatever came
function outcomesOf(body: any): readonly string[] {
  return body.results?.map(({ status }: { status: string }) => status) ?? ['done'];
}

function note({ tally }: World, what: string, outcome: string): void {
  tally.set(`${what}: ${outcome}`, (tally.get(`${what}: ${outcome}`) ?? 0) + 1);
}
