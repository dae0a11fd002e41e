import type Router from '@koa/router';
import type { Kernel } from '../../../call/call.js';
import type { RequestState } from '../../../http/exchange.js';
import { changeMembers } from './member-change.js';
import { showOrganization } from './organization-page.js';
import { answerInvite, foundOrganization, showOrganizations, switchOrganization } from './organizations-page.js';

/** The organizations of a person, under `/account/organizations`. */
export function routeOrganizations(pages: Router<RequestState>, kernel: Kernel): void {
  pages.get('/organizations', showOrganizations(kernel));
  pages.post('/organizations', foundOrganization(kernel));
  pages.post('/organizations/switch', switchOrganization(kernel));
  pages.post('/organizations/invites/:invite', answerInvite(kernel));
  pages.get('/organizations/:organization', showOrganization(kernel));
  pages.post('/organizations/:organization', changeMembers(kernel));
}
