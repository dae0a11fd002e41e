import type Router from '@koa/router';
import type { Kernel } from '../call/call.js';
import { scopes } from '../http/challenge.js';
import type { RequestState, Stage } from '../http/exchange.js';
import { isLoopback } from '../http/origins.js';
import { guardPages } from '../web/guard-pages.js';
import { PageError } from '../web/page-error.js';
import type { AuthorizationServer } from './authorization-server.js';
import { paths } from './provider-settings.js';

/** The authorization server's paths, at the root of its issuer. */
export function routeOauth(router: Router<RequestState>, kernel: Kernel, server: AuthorizationServer): void {
  const answer: Stage = (exchange) => server.answer(exchange);
  const describe = describeServer(server);
  router.get('/.well-known/oauth-authorization-server', describe);
  router.get('/.well-known/openid-configuration', describe);
  router.get(paths.jwks, answer);
  router.post(paths.token, answer);
  router.post(paths.revocation, answer);
  router.post(paths.registration, limitRegistration(server), answer);
  const pages = guardPages(kernel);
  router.get(paths.authorization, pages, toIssuer(server), checkRequest(server), answer);
  router.get(`${paths.authorization}/:uid`, pages, answer);
}

/** The metadata document (RFC 8414). The provider does not know the resource's scopes, and would take more modes. */
function describeServer(server: AuthorizationServer): Stage {
  return async (exchange) => {
    await server.answer(exchange);
    exchange.body = {
      ...(exchange.body as object),
      scopes_supported: [...scopes, 'offline_access'],
      response_modes_supported: ['query'],
    };
  };
}

/** Anybody may register a client, but not without end. */
function limitRegistration({ limits }: AuthorizationServer): Stage {
  return async (exchange, next) => {
    const wait = await limits.take('register', exchange.ip);
    if (wait === 0) return next();
    exchange.set('Retry-After', String(wait));
    exchange.status = 429;
    exchange.body = {
      error: 'temporarily_unavailable',
      error_description: `Too many clients have been registered from here. Wait ${wait} seconds, or keep the client id you have.`,
    };
  };
}

/** A local server has several names, and a browser a cookie for each: people are asked under the one that is the issuer's. */
function toIssuer(server: AuthorizationServer): Stage {
  return (exchange, next) => {
    const issuer = new URL(server.issuer());
    if (!isLoopback(issuer.hostname) || exchange.host === issuer.host) return next();
    exchange.status = 307;
    exchange.redirect(`${issuer.origin}${exchange.url}`);
  };
}

/** What the provider would go on with, and this server does not. */
function checkRequest({ limits }: AuthorizationServer): Stage {
  return async (exchange, next) => {
    const { response_mode: mode } = exchange.query;
    if (mode !== undefined && mode !== 'query') {
      throw new PageError(
        400,
        'This request cannot be answered',
        'The answer is sent in the query alone: leave response_mode out. Nothing has been granted.',
      );
    }
    const wait = await limits.take('authorize', exchange.ip);
    if (wait === 0) return next();
    exchange.set('Retry-After', String(wait));
    throw new PageError(429, 'Too many requests', `Wait ${wait} seconds and try again.`);
  };
}
