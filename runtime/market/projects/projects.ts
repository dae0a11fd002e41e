import type { Knex } from 'knex';
import type { Project } from '../../../generated/types/marketplace.js';
import { newId } from '../ids.js';
import type { Vault } from '../vault.js';
import { openPrivateKey } from './credentials.js';

export interface ProjectRow {
  readonly id: string;
  readonly organization_id: string;
  readonly name: string;
  readonly note: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly row_version: number;
  readonly licences: number;
  readonly credential_id: string | null;
  readonly public_key: string | null;
  readonly private_key_sealed: string | null;
}

export interface NewProject {
  readonly organizationId: string;
  readonly createdBy: string;
  readonly name: string;
  readonly note: string | null;
  readonly now: Date;
}

/** Where a project's auth.json is read. */
export function authUri(projectId: string): string {
  return `market://projects/${projectId}/auth.json`;
}

/** The projects of an organization as `p`, each with its living pair and the number of its licences. */
export function projectsOf(db: Knex, organizationId: string): Knex.QueryBuilder<object, ProjectRow[]> {
  return db({ p: 'project' })
    .leftJoin({ c: 'project_credential' }, (on) => on.on('c.project_id', 'p.id').onNull('c.revoked_at'))
    .where('p.organization_id', organizationId)
    .select('p.*', {
      licences: db.raw('(select count(*)::int from licence where licence.project_id = p.id)'),
      credential_id: 'c.id',
      public_key: 'c.public_key',
      private_key_sealed: 'c.private_key_sealed',
    });
}

/** A new project's id, or null where the organization has one of this name already, whatever its case. */
export async function insertProject(db: Knex, project: NewProject): Promise<string | null> {
  const rows: { id: string }[] = await db('project')
    .insert({
      id: newId('prj'),
      organization_id: project.organizationId,
      created_by: project.createdBy,
      name: project.name,
      note: project.note,
      created_at: project.now,
      updated_at: project.now,
    })
    .onConflict(db.raw('(organization_id, lower(name))'))
    .ignore()
    .returning('id');
  return rows[0]?.id ?? null;
}

/**
 * Locks a project of the organization for a change; null where there is none. The lock makes simultaneous rotations
 * follow one another.
 */
export async function lockProject(db: Knex, organizationId: string, id: string): Promise<ProjectRow | null> {
  const row = await db('project').where({ id, organization_id: organizationId }).forNoKeyUpdate().first('id');
  return row === undefined ? null : readProject(db, organizationId, id);
}

/** False where the organization has another project of this name, whatever its case. */
export async function renameProject(db: Knex, id: string, name: string): Promise<boolean> {
  try {
    // In a savepoint, so that the refused update does not spoil the call's transaction.
    await db.transaction((savepoint) => savepoint('project').where({ id }).update({ name }));
    return true;
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'project_name') return false;
    throw error;
  }
}

/** A project that is known to exist, as it now stands. */
export async function readProject(db: Knex, organizationId: string, id: string): Promise<ProjectRow> {
  const row = await projectsOf(db, organizationId).where('p.id', id).first();
  if (row === undefined) throw new Error(`Project ${id} is gone in the middle of its own transaction.`);
  return row;
}

/** As answered, the private key in the clear; the runtime leaves it out for callers without the privilege. */
export function toProject(row: ProjectRow, vault: Vault): Project {
  const { credential_id: id, private_key_sealed: sealed } = row;
  return {
    project_id: row.id,
    name: row.name,
    public_key: row.public_key,
    private_key: id === null || sealed === null ? null : openPrivateKey(vault, { id, private_key_sealed: sealed }),
    note: row.note,
    licences: row.licences,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    row_version: row.row_version,
  };
}
