import { randomBytes } from 'node:crypto';
import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/stock/samples/add_sample.js';
import { type SampleRow, toSample } from '../../../../samples.js';

export const addSample = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  const person = await db('person').where({ id: ctx.context.person }).first('name');
  const [row]: SampleRow[] = await db('sample')
    .insert({
      id: `smp_${randomBytes(6).toString('hex')}`,
      team_id: ctx.context.team,
      kind: input.kind,
      label: input.label,
      grams: input.grams,
      taken_on: input.taken_on,
      shelf: input.shelf,
      keeper: input.keeper ?? person.name,
      readings: input.readings ?? [],
      note: input.note ?? null,
      traits: JSON.stringify(input.traits ?? {}),
    })
    .onConflict(['team_id', 'label'])
    .ignore()
    .returning('*');
  return row === undefined ? failure('LABEL_TAKEN') : toSample(row);
};
