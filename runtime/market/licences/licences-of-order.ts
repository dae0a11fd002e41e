import type { Knex } from 'knex';

/** The licences that an order has minted, by package name, in the order of their seats. */
export async function licencesOfOrder(db: Knex, orderId: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows: { id: string; name: string }[] = await db({ l: 'licence' })
    .join({ n: 'order_line' }, 'n.id', 'l.order_line_id')
    .where('l.order_id', orderId)
    .orderBy(['n.position', 'l.seat'])
    .select('l.id', { name: 'n.composer_name' });
  const licences = new Map<string, string[]>();
  for (const { id, name } of rows) licences.set(name, [...(licences.get(name) ?? []), id]);
  return licences;
}
