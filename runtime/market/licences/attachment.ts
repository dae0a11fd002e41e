import type { Knex } from 'knex';
import { failure } from 'toolwright/runtime';
import { lockProject } from '../projects/projects.js';
import { type LicenceRow, lockLicence } from './licences.js';
import { isUsable } from './usable.js';

/** A change of what a licence is attached to, not yet written. */
export interface Attachment {
  readonly licence: LicenceRow;
  readonly project: { readonly id: string; readonly name: string } | null;
  /** False: it stands as asked for already. */
  readonly changes: boolean;
}

interface Asked {
  readonly db: Knex;
  readonly org: string;
  readonly licenceId: string;
  readonly projectId: string;
  readonly now: Date;
}

/** What attaching comes to, both being locked; or why it does not. */
export async function planAttach({ db, org, licenceId, projectId, now }: Asked) {
  const licence = await lockLicence(db, org, licenceId);
  if (licence === null) return failure('LICENSE_NOT_FOUND');
  const project = await lockProject(db, org, projectId);
  if (project === null) return failure('PROJECT_NOT_FOUND');
  if (!isUsable(licence, now)) return failure('LICENSE_UNUSABLE', { status: endedAs(licence) });
  const { project_id: attachedTo } = licence;
  if (attachedTo !== null && attachedTo !== project.id) {
    return failure('LICENSE_ATTACHED_ELSEWHERE', { attached_to: attachedTo });
  }
  return { licence, project, changes: attachedTo === null } satisfies Attachment;
}

/** What detaching comes to. A licence that has ended can be detached as well. */
export async function planDetach({ db, org, licenceId, projectId }: Asked) {
  const licence = await lockLicence(db, org, licenceId);
  if (licence === null) return failure('LICENSE_NOT_FOUND');
  const project = await lockProject(db, org, projectId);
  if (project === null) return failure('PROJECT_NOT_FOUND');
  const { project_id: attachedTo } = licence;
  if (attachedTo !== null && attachedTo !== project.id) {
    return failure('LICENSE_ATTACHED_ELSEWHERE', { attached_to: attachedTo });
  }
  return { licence, project: null, changes: attachedTo !== null } satisfies Attachment;
}

/** The licence as it will stand. */
export function attached({ licence, project, changes }: Attachment, now: Date): LicenceRow {
  if (!changes) return licence;
  const { row_version: version } = licence;
  const place = { project_id: project?.id ?? null, project: project?.name ?? null };
  return { ...licence, ...place, attached_at: project && now, row_version: version + 1 };
}

export async function writeAttachment(db: Knex, attachment: Attachment, now: Date): Promise<void> {
  if (!attachment.changes) return;
  const { id, project_id, attached_at, row_version } = attached(attachment, now);
  await db('licence').where({ id }).update({ project_id, attached_at, row_version, updated_at: now });
}

/** Time may have ended it before anything has written so. */
function endedAs({ status }: LicenceRow): LicenceRow['status'] {
  return status === 'active' || status === 'past_due' ? 'expired' : status;
}
