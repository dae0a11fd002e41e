/** Every row that the business keeps: by entity and by primary key, a digest of it. */
export type KeptRows = ReadonlyMap<string, ReadonlyMap<string, string>>;

interface Written {
  readonly entity: string;
  readonly operation: 'insert' | 'update' | 'delete';
  readonly ids: readonly string[];
}

/** What has been written between two looks at the rows. An update to the same values is not seen. */
export function writesBetween(before: KeptRows, after: KeptRows): readonly Written[] {
  return [...after].flatMap(([entity, rows]) => {
    const old = before.get(entity) ?? new Map<string, string>();
    const written: readonly Written[] = [
      { entity, operation: 'insert', ids: [...rows.keys()].filter((id) => !old.has(id)) },
      {
        entity,
        operation: 'update',
        ids: [...rows].filter(([id, row]) => old.has(id) && old.get(id) !== row).map(([id]) => id),
      },
      { entity, operation: 'delete', ids: [...old.keys()].filter((id) => !rows.has(id)) },
    ];
    return written.filter(({ ids }) => ids.length > 0);
  });
}
