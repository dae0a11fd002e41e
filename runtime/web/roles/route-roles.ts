import type Router from '@koa/router';
import type { Kernel } from '../../call/call.js';
import type { RequestState } from '../../http/exchange.js';
import { changeRole, deleteRole, showRole } from './role-page.js';
import { makeRole, showNewRole, showRoles } from './roles-page.js';

/** The roles that operators make, where the store keeps any. */
export function routeRoles(pages: Router<RequestState>, kernel: Kernel): void {
  const { roles } = kernel.host.store;
  if (roles === undefined) return;
  pages.get('/staff/roles', showRoles(kernel, roles));
  pages.post('/staff/roles', makeRole(kernel, roles));
  pages.get('/staff/roles/new', showNewRole(kernel));
  pages.get('/staff/roles/:role', showRole(kernel, roles));
  pages.post('/staff/roles/:role', changeRole(kernel, roles));
  pages.post('/staff/roles/:role/delete', deleteRole(kernel, roles));
}
