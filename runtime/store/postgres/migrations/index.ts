import { audit } from './001-audit.js';
import { switches } from './002-switches.js';
import { connections } from './003-connections.js';
import { auditLineage } from './004-audit-lineage.js';
import { claims } from './005-claims.js';
import { people } from './006-people.js';
import { sessions } from './007-sessions.js';
import { limits } from './009-limits.js';
import { storedResults } from './010-stored-results.js';
import { watchedWrites } from './011-watched-writes.js';
import { oauthConnections } from './012-connections.js';
import { activity } from './014-activity.js';
import { customRoles } from './015-custom-roles.js';

/** The kernel's own tables, all in the schema `toolwright`. */
export const kernelMigrations = [
  audit,
  switches,
  connections,
  auditLineage,
  claims,
  people,
  sessions,
  limits,
  storedResults,
  watchedWrites,
  oauthConnections,
  activity,
  customRoles,
] as const;
