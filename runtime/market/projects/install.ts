import type { Knex } from 'knex';
import type { ProjectInstall } from '../../../generated/types/marketplace.js';
import type { Vault } from '../vault.js';
import { authJson, composerJson } from './composer.js';
import { projectsOf, toProject } from './projects.js';

/** How Composer installs in each of these projects of the organization's; what is not its own is left out. */
export async function readInstalls(
  db: Knex,
  organizationId: string,
  projectIds: readonly string[],
  { vault, publicUrl }: { readonly vault: Vault; readonly publicUrl: string },
): Promise<readonly ProjectInstall[]> {
  const rows = await projectsOf(db, organizationId).whereIn('p.id', projectIds).orderBy('p.id');
  return rows.map((row) => {
    const { public_key, private_key } = toProject(row, vault);
    const pair = public_key !== null && private_key !== null ? { public_key, private_key } : null;
    return {
      project_id: row.id,
      auth_json: pair && authJson(publicUrl, pair),
      composer_json: composerJson(publicUrl),
    };
  });
}
