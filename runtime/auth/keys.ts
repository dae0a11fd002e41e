import { randomBytes } from 'node:crypto';
import { deriveKeys } from './derived-keys.js';
import { createSigner, type Signer } from './signer.js';
import { createVault, type Vault } from './vault.js';

/** What the kernel seals and signs, each with keys of its own. */
export interface Keys {
  /** Kept answers of idempotent calls, stored results. */
  readonly answers: Vault;
  /** What a call that asks a person sends through the client. */
  readonly requestStates: Vault;
  /** Pointers to stored results. */
  readonly pointers: Signer;
  /** Requests that one process hands to another. */
  readonly forwards: Signer;
  /** CSRF tokens of the pages. */
  readonly forms: Signer;
  /** What stands for an e-mail address where nobody may read it. */
  readonly names: Signer;
  /** What the authorization server keeps. */
  readonly artifacts: Vault;
  /** What it signs its cookies with, the newest first. */
  readonly oauthCookies: readonly string[];
  /** 32 bytes each, of which its signing keys are made, the newest first. */
  readonly oauthSigning: readonly Buffer[];
}

/** Also for whoever makes principals of access tokens. */
export function artifactVault(secrets: readonly string[]): Vault {
  return createVault(secrets, 'toolwright oauth artifacts');
}

/**
 * Without secrets, one made for this process: what was sealed then opens nowhere else, and not after a restart.
 * Throws for none with NODE_ENV=production.
 */
export function createKeys(secrets: readonly string[] | undefined, environment: NodeJS.ProcessEnv = process.env): Keys {
  if (secrets === undefined && environment.NODE_ENV === 'production') {
    throw new Error(
      'In production give the server `host.secrets`: several processes must open what one of them seals.',
    );
  }
  const given = secrets ?? [randomBytes(32).toString('base64url')];
  return {
    answers: createVault(given, 'toolwright answers'),
    requestStates: createVault(given, 'toolwright request states'),
    pointers: createSigner(given, 'toolwright pointers'),
    forwards: createSigner(given, 'toolwright forwards'),
    forms: createSigner(given, 'toolwright forms'),
    names: createSigner(given, 'toolwright names'),
    artifacts: artifactVault(given),
    oauthCookies: deriveKeys(given, 'toolwright oauth cookies').map((key) => key.toString('base64url')),
    oauthSigning: deriveKeys(given, 'toolwright oauth signing'),
  };
}
