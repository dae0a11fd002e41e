import type { Program } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/resources/marketplace/roles.js';
import { roleAccess } from '../../../market/people/role-access.js';

/** Of the tools, those that the caller's audiences see: what others have is nobody else's business. */
export const roles =
  (app: { readonly program: Program }): Resolver =>
  async (_input, ctx) => ({
    roles: Object.keys(app.program.server.roles).sort(),
    tools: roleAccess(app.program, ctx.principal.active.audiences),
  });
