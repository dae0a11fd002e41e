import { ask, type Fetch, readObject } from './ask.js';
import type { Metadata } from './find-metadata.js';
import { DeadEnd, type Finding } from './finding.js';

/** What a client is known by, once it is known. */
export interface Registered {
  readonly clientId: string;
  readonly clientSecret: string | null;
}

/** Whether a client that was never here before can make itself known; nothing is left behind. */
export function judgeRegistration(metadata: Metadata): Finding {
  const documents = metadata.client_id_metadata_document_supported === true;
  const dynamic = typeof metadata.registration_endpoint === 'string';
  if (documents && dynamic) {
    const told = 'Clients are known by their metadata documents, and older ones register themselves.';
    return { station: 'registration', outcome: 'good', told };
  }
  if (dynamic) {
    return {
      station: 'registration',
      outcome: 'warning',
      told: 'Clients register themselves; metadata documents, which the protocol prefers since 2025-11-25, are not taken.',
      mend: 'Support Client ID Metadata Documents and set `client_id_metadata_document_supported`.',
    };
  }
  if (documents) {
    return {
      station: 'registration',
      outcome: 'warning',
      told: 'Clients are known by their metadata documents alone; those from before 2025-11-25 cannot register.',
      mend: 'Offer dynamic registration (RFC 7591) at a `registration_endpoint` as well.',
    };
  }
  return {
    station: 'registration',
    outcome: 'bad',
    told: 'No client can make itself known: neither metadata documents nor registration are supported.',
    mend: 'Support Client ID Metadata Documents, or dynamic registration (RFC 7591), or give each client an id by hand.',
  };
}

/** Registers the checker itself, to go the whole way. Throws DeadEnd. */
export async function register(fetch: Fetch, metadata: Metadata, redirectUri: string): Promise<Registered> {
  const endpoint = metadata.registration_endpoint;
  if (typeof endpoint !== 'string') {
    throw new DeadEnd(
      'registration',
      'It takes no registrations.',
      'Give `--key`, to check what comes after the token.',
    );
  }
  const answer = await ask(fetch, 'registration', endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({
      client_name: 'Toolwright doctor',
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    }),
  });
  const told = readObject(answer);
  if (answer.status >= 300 || typeof told?.client_id !== 'string') {
    throw new DeadEnd(
      'registration',
      `Registration was refused with ${answer.status}: ${String(told?.error_description ?? told?.error ?? 'without a word')}.`,
      'Let public clients with a loopback redirect URI register (RFC 7591, RFC 8252).',
    );
  }
  const secret = told.client_secret;
  return { clientId: told.client_id, clientSecret: typeof secret === 'string' ? secret : null };
}
