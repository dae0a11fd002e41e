import { audit } from './001-audit.js';
import { switches } from './002-switches.js';
import { connections } from './003-connections.js';

/** The kernel's own tables, all in the schema `toolwright`. */
export const kernelMigrations = [audit, switches, connections] as const;
