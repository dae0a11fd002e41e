import type { Knex } from 'knex';

/**
 * What a dry run would write: its rows are added by triggers (see `watchWrites`) and rolled back with everything else,
 * so that the table is always empty to others. A call may ask for its own.
 */
export const watchedWrites = {
  name: 'kernel/011-watched-writes',
  async up(db: Knex): Promise<void> {
    await db.raw(`
CREATE UNLOGGED TABLE toolwright.watched_write (
  place bigint GENERATED ALWAYS AS IDENTITY,
  entity text NOT NULL,
  operation text NOT NULL,
  id text
);
ALTER TABLE toolwright.watched_write ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION toolwright.watch_write() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  written jsonb;
BEGIN
  IF TG_OP = 'DELETE' THEN written := to_jsonb(old); ELSE written := to_jsonb(new); END IF;
  INSERT INTO toolwright.watched_write (entity, operation, id)
  SELECT TG_ARGV[0], lower(TG_OP), string_agg(written ->> part, '/' ORDER BY nth)
  FROM unnest(TG_ARGV[1:]) WITH ORDINALITY AS key (part, nth);
  RETURN NULL;
END $$;

CREATE FUNCTION toolwright.watched_writes() RETURNS TABLE (entity text, operation text, ids text[])
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT entity, operation, coalesce(array_agg(id ORDER BY place) FILTER (WHERE id IS NOT NULL), '{}')
  FROM (SELECT entity, operation, id, min(place) AS place FROM toolwright.watched_write GROUP BY 1, 2, 3) AS row
  GROUP BY entity, operation ORDER BY min(place)
$$;
REVOKE EXECUTE ON FUNCTION toolwright.watched_writes() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION toolwright.watched_writes() TO app;
`);
  },
};
