import type Provider from 'oidc-provider';
import type { Interaction } from 'oidc-provider';
import type { Kernel } from '../call/call.js';
import { scopes } from '../http/challenge.js';
import type { Exchange } from '../http/exchange.js';
import { PageError } from '../web/page-error.js';
import { seeOther } from '../web/sign-in.js';
import { visitorOf } from '../web/visitor.js';
import { type Keeping, keepClient } from './adapter.js';
import { shownName } from './client-name.js';
import { isDocumentId } from './client-rules.js';
import type { Asking, AskingClient, Interactions } from './interactions.js';
import { loadLibrary } from './library.js';

interface Pending {
  readonly provider: Provider;
  readonly interaction: Interaction;
  readonly asking: Asking;
  readonly grantId: string | null;
}

/** What waits at the provider, answered by the person who is signed in on the server's own pages. */
export function interactionsOf(kernel: Kernel, keeping: Keeping, load: () => Promise<Provider>): Interactions {
  async function find(exchange: Exchange): Promise<Pending | null> {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) return null;
    const provider = await load();
    const { errors } = await loadLibrary(kernel.log);
    const interaction = await provider.interactionDetails(exchange.req, exchange.res).catch((error) => {
      if (error instanceof errors.SessionNotFound) return null;
      throw error;
    });
    if (interaction === null || interaction.uid !== exchange.path.split('/').at(-1)) return null;
    const client = await readClient(provider, interaction);
    if (client === null) return null;
    const principalId = visitor.principal.id;
    const asked = String(interaction.params.scope ?? '').split(' ');
    // A provider's session of whoever used this browser before is not this person's.
    const own = interaction.session?.accountId === principalId ? (interaction.grantId ?? null) : null;
    const existing = own === null ? null : await keeping.connections.ofGrant(own);
    return {
      provider,
      interaction,
      grantId: existing && own,
      asking: {
        uid: interaction.uid,
        principalId,
        client,
        scopes: scopes.filter((scope) => asked.includes(scope)),
        existing,
      },
    };
  }

  async function waiting(exchange: Exchange): Promise<Pending> {
    const pending = await find(exchange);
    if (pending !== null) return pending;
    throw new PageError(
      410,
      'Nothing waits for your answer',
      'It has been answered, has taken too long, or was begun in another browser. Start again from the program.',
    );
  }

  return {
    of: async (exchange) => (await find(exchange))?.asking ?? null,
    async agree(exchange, settings, also) {
      const { provider, interaction, asking, grantId } = await waiting(exchange);
      const { client, principalId, existing } = asking;
      const may = [...asking.scopes, ...(existing?.scopes ?? [])];
      const granted = { ...settings, scopes: settings.scopes.filter((scope) => may.includes(scope)) };
      if (granted.scopes.length === 0) {
        throw new PageError(
          422,
          'Nothing is granted',
          'Allow at least one thing, or refuse. Nothing has been changed.',
        );
      }
      const grant =
        (grantId && (await provider.Grant.find(grantId))) ||
        new provider.Grant({ accountId: principalId, clientId: client.id });
      const resources = [...Object.keys(grant.resources ?? {}), ...[interaction.params.resource].flat().map(String)];
      grant.resources = Object.fromEntries(resources.map((resource) => [resource, granted.scopes.join(' ')]));
      grant.addOIDCScope('offline_access');
      const id = await grant.save();
      const { id: clientId, host } = client;
      // What people know it by from now on.
      const name = shownName(client.name);
      try {
        await keeping.connections.grant(
          { grantId: id, principalId, client: { id: clientId, name, host }, settings: granted },
          also,
        );
      } catch (error) {
        if (grantId === null) await grant.destroy();
        throw error;
      }
      await keepClient(keeping, clientId, kernel.now());
      await leaveOthersSession(provider, interaction, principalId);
      const answer = { login: { accountId: principalId }, consent: { grantId: id } };
      seeOther(exchange, await finish(provider, exchange, answer));
    },
    async refuse(exchange) {
      const { provider, interaction, asking } = await waiting(exchange);
      await leaveOthersSession(provider, interaction, asking.principalId);
      const answer = { error: 'access_denied', error_description: 'The person has refused.' };
      seeOther(exchange, await finish(provider, exchange, answer));
    },
  };
}

function finish(
  provider: Provider,
  { req, res }: Exchange,
  answer: Parameters<Provider['interactionResult']>[2],
): Promise<string> {
  return provider.interactionResult(req, res, answer, { mergeWithLastSubmission: false });
}

/** The provider goes on in a session of its own: one of somebody else who used this browser ends here. */
async function leaveOthersSession(provider: Provider, interaction: Interaction, principalId: string): Promise<void> {
  const { session } = interaction;
  if (session === undefined || session.accountId === principalId) return;
  delete interaction.session;
  await interaction.persist();
  await (await provider.Session.findByUid(session.uid))?.destroy();
}

async function readClient(provider: Provider, { params }: Interaction): Promise<AskingClient | null> {
  const id = String(params.client_id);
  const redirectUri = String(params.redirect_uri);
  const client = await provider.Client.find(id);
  if (client === undefined) return null;
  const byDocument = isDocumentId(id);
  const { host } = new URL(byDocument ? id : redirectUri);
  return {
    id,
    name: client.clientName ?? host,
    host,
    logoUri: client.logoUri ?? null,
    clientUri: client.clientUri ?? null,
    identified: byDocument ? 'document' : 'registration',
    redirectUri,
  };
}
