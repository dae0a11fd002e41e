import type { Kernel } from '../../call/call.js';
import { shortText } from '../../call/output/clean-text.js';
import { tenantOf } from '../../call/tenant-of.js';
import { shownName } from '../../oauth/client-name.js';
import type { AskingClient } from '../../oauth/interactions.js';
import { toolTree } from '../tool-tree.js';
import { warningsOf } from './client-warnings.js';
import { type Choices, type Consenting, offeredScopes, tenantsOf } from './consent-choices.js';
import { redirectTarget } from './redirect-target.js';

const maxCharacters = 80;

const lifetimeWords = [
  ['never', 'Until I take it back'],
  ['1', 'For a day'],
  ['7', 'For a week'],
  ['30', 'For 30 days'],
  ['90', 'For 90 days'],
  ['365', 'For a year'],
] as const;

/** The values of the consent page. What the program says of itself is cleaned, cut and told as what it says. */
export async function shownConsent(kernel: Kernel, consenting: Consenting, choices: Choices): Promise<object> {
  const { asking, principal } = consenting;
  const { client, existing } = asking;
  const offered = offeredScopes(asking);
  const connections = (await kernel.host.store.connections?.list(principal.id)) ?? [];
  const server = { title: kernel.server.title, address: kernel.address() };
  const granted = { ...principal.connection, scopes: offered, tools: null };
  const added = asking.scopes.filter((scope) => existing !== null && !existing.scopes.includes(scope));
  return {
    client: { ...shownClient(client), warnings: warningsOf(client, { server, connections }) },
    who: { name: shortText(principal.name, maxCharacters), id: principal.id },
    before: existing && {
      since: existing.createdAt.toISOString().slice(0, 10),
      until: existing.expiresAt?.toISOString().slice(0, 10) ?? null,
      writes: existing.writes && existing.scopes.includes('mcp:write'),
      tools: existing.tools?.length ?? null,
      adds: added.includes('mcp:write'),
    },
    offersWriting: offered.includes('mcp:write'),
    writes: choices.writes,
    tenantLabel: Object.values(kernel.server.contexts).find(({ tenant }) => tenant)?.meta ?? 'tenant',
    allTenants: choices.allTenants,
    tenants: await shownTenants(kernel, consenting, choices),
    lifetimes: [
      ...(existing ? [{ value: 'kept', words: 'As it is' }] : []),
      ...lifetimeWords.map(([value, words]) => ({ value, words })),
    ].map((one) => ({ ...one, chosen: one.value === choices.expiry })),
    tree: toolTree(kernel, { ...principal, connection: granted }, choices.tools),
  };
}

function shownClient(client: AskingClient): object {
  const name = shownName(client.name);
  const target = redirectTarget(client.redirectUri);
  return {
    name,
    initials: initialsOf(name),
    host: client.host,
    described: client.identified === 'document',
    site: client.clientUri && URL.canParse(client.clientUri) ? new URL(client.clientUri).host : null,
    target: target.host,
    here: target.kind === 'this-computer',
  };
}

/** One or two letters in the place of a picture. */
function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const letters = words.slice(0, 2).map((word) => [...word][0]);
  return letters.join('').toUpperCase() || '?';
}

async function shownTenants(kernel: Kernel, { principal }: Consenting, choices: Choices): Promise<readonly object[]> {
  return Promise.all(
    tenantsOf(kernel, principal).map(async (id) => ({
      id,
      name: shortText((await kernel.host.describeTenant?.(id)) ?? id, maxCharacters),
      role: principal.standings.find((active) => tenantOf(kernel.server, { active }) === id)?.role ?? null,
      ticked: choices.allTenants || choices.tenants.includes(id),
    })),
  );
}
