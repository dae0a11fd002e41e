import type { AdapterPayload } from 'oidc-provider';
import { hashKey } from '../auth/key-hash.js';
import type { Vault } from '../auth/vault.js';
import type { Artifact } from '../store/artifacts.js';

/** Which artifact a payload is: by the second name, where it is also found by that, else by its id. */
export interface ArtifactName {
  readonly model: string;
  readonly id: string | null;
  readonly uid: string | null;
}

/** Ids are what clients hold: those that open something by themselves are not even kept sealed. */
export function sealPayload(vault: Vault, name: ArtifactName, payload: AdapterPayload): string {
  const { jti, ...rest } = payload;
  return vault.seal(JSON.stringify(name.uid === null ? rest : payload), rowOf(name));
}

/** Null where no secret at hand opens it. */
export function openPayload(vault: Vault, name: ArtifactName, artifact: Artifact): AdapterPayload | null {
  let payload: AdapterPayload;
  try {
    payload = JSON.parse(vault.open(artifact.content, rowOf(name)));
  } catch {
    return null;
  }
  return {
    ...payload,
    ...(name.id !== null && { jti: name.id }),
    ...(artifact.consumedAt !== null && { consumed: Math.floor(artifact.consumedAt.getTime() / 1000) }),
  };
}

function rowOf({ model, id, uid }: ArtifactName): string {
  return `${model} ${uid ?? hashKey(id ?? '').toString('base64url')}`;
}
