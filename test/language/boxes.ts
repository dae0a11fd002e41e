import type { Knex } from 'knex';
import type { Box } from './generated/types/archive.js';

/** Changes a box of the caller's team; null where it has none of this id. */
export async function changeBox(
  db: Knex,
  id: string,
  change: { readonly place?: string; readonly sealed?: boolean },
): Promise<Box | null> {
  const [row]: { id: string; place: string; sealed: boolean }[] = await db('box')
    .where({ id })
    .update(change)
    .returning(['id', 'place', 'sealed']);
  return row === undefined ? null : { box_id: row.id, place: row.place, sealed: row.sealed };
}
