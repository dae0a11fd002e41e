import type Router from '@koa/router';
import type { Kernel } from '../../call/call.js';
import type { RequestState } from '../../http/exchange.js';
import type { Interactions } from '../../oauth/interactions.js';
import { createOutside } from '../../outside/outside.js';
import { createLogos } from './client-logo.js';
import { answerConsent, showConsent, showLogo } from './consent-page.js';

/** The page on which people let programs in. Its cookie from the authorization server is for this one path. */
export function routeConsent(pages: Router<RequestState>, kernel: Kernel, interactions: Interactions): void {
  const logos = createLogos(kernel.host.outside ?? createOutside({ allowed: [] }));
  const options = { interactions, logos };
  const show = showConsent(kernel, options);
  const picture = showLogo(kernel, options);
  pages.get('/connect/:uid', (exchange, next) => ('logo' in exchange.query ? picture : show)(exchange, next));
  pages.post('/connect/:uid', answerConsent(kernel, options));
}
