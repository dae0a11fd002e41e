import Router from '@koa/router';
import type { Kernel } from './call/call.js';
import { describeResource } from './http/describe-resource.js';
import type { RequestState } from './http/exchange.js';
import type { Origins } from './http/origins.js';
import { serveText } from './http/serve-text.js';
import { createKernel, type KernelOptions } from './kernel.js';
import { handleMcp } from './mcp/handle-mcp.js';
import { type LoadingEndpoint, loadMcpEndpoint } from './mcp/load-mcp-endpoint.js';
import { handleSession } from './mcp/sessions/handle-session.js';
import type { Sessions } from './mcp/sessions/sessions.js';
import type { Followers } from './mcp/subjects/followers.js';
import { createToolList } from './mcp/tool-list.js';
import { createAuthorizationServer } from './oauth/authorization-server.js';
import { routeOauth } from './oauth/route-oauth.js';
import { restrictTo } from './profile.js';
import { callByRest } from './rest/call-by-rest.js';
import { describeCapabilities } from './rest/describe-capabilities.js';
import { listTools } from './rest/list-tools.js';
import { readResult } from './rest/read-result.js';
import { serveReference } from './web/reference.js';
import { routeAccount } from './web/route-account.js';

/** What is published beside the tools. */
export interface Documents {
  /** The text of `/mcp/openapi.json`. */
  readonly openapi?: string;
  /** The text of `/llms.txt`. */
  readonly llms?: string;
  /** The folder of the reference site, at `/docs/`: what everybody may read. */
  readonly docs?: string;
  /** The folder of the site of all there is, which `/docs/` is for audiences with a private reference. */
  readonly privateDocs?: string;
}

export interface RouterOptions extends Origins, Omit<KernelOptions<unknown>, 'host'> {
  readonly version: string;
  readonly documents: Documents;
  readonly routes?: Routes;
  /** Who issues the tokens that are taken here, where it is somebody else: then this server issues none. */
  readonly issuer?: { readonly issuer: string };
}

/** Adds an application's own paths, behind the checks of Host and Origin and before everything else. */
export type Routes = (router: Router<RequestState>, kernel: Kernel) => void;

/** Every path of the server but health, which stands before the checks. */
export function createRouter(kernel: Kernel, options: RouterOptions): Router<RequestState> {
  const { program, version, documents } = options;
  const tools = createToolList(kernel);
  const router = new Router<RequestState>();

  router.post('/mcp/tools/call', callByRest(kernel, options));
  router.get('/mcp/results/:pointer', readResult(kernel, options));
  router.get('/mcp/tools', listTools(tools));
  router.get('/mcp/capabilities', describeCapabilities(program, tools, version));

  const oauth = options.issuer === undefined ? createAuthorizationServer(kernel) : null;
  const issuers = () => [options.issuer?.issuer ?? oauth?.issuer() ?? []].flat();
  const describe = describeResource(options, program.server.title, issuers);
  router.get('/.well-known/oauth-protected-resource', describe);
  router.get('/.well-known/oauth-protected-resource/mcp', describe);

  options.routes?.(router, kernel);
  if (oauth !== null) routeOauth(router, kernel, oauth);
  routeAccount(router, kernel, { ...options, interactions: oauth?.interactions ?? null });

  const { openapi, llms, docs, privateDocs } = documents;
  if (openapi !== undefined) router.get('/mcp/openapi.json', serveText(openapi, 'application/json'));
  if (llms !== undefined) router.get('/llms.txt', serveText(llms, 'text/plain'));
  if (docs !== undefined) router.get('/docs/{path}', /^\/docs(\/|$)/, serveReference(kernel, { docs, privateDocs }));
  return router;
}

export interface McpRoutes extends RouterOptions {
  readonly sessions: Sessions;
  readonly followers: Followers;
  readonly nativePath?: boolean;
}

/** Adds `/mcp` and `/mcp/<profile>`. The endpoints are returned to be loaded and closed with the server. */
export function routeMcp(router: Router<RequestState>, kernel: Kernel, options: McpRoutes): readonly LoadingEndpoint[] {
  const { program, version, sessions, followers, nativePath = true } = options;
  return [null, ...Object.keys(program.server.profiles)].map((profile) => {
    const served = profile === null ? kernel : profileKernel(kernel, options, profile);
    const endpoint = loadMcpEndpoint({
      kernel: served,
      tools: createToolList(served),
      sessions,
      followers,
      version,
      nativePath,
    });
    const path = profile === null ? '/mcp' : `/mcp/${profile}`;
    router.post(path, handleMcp(served, endpoint, options));
    router.register(path, ['GET', 'DELETE'], [handleSession(served, sessions)]);
    return endpoint;
  });
}

function profileKernel(whole: Kernel, options: RouterOptions, profile: string): Kernel {
  const { host, log } = whole;
  return createKernel({ ...options, program: restrictTo(options.program, profile), host, whole }, log);
}
