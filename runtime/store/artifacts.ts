/** What the authorization server keeps: sessions, codes, tokens, grants, registered clients. */
export interface Artifact {
  /** Sealed. */
  readonly content: string;
  /** When it was used up: a code, or a refresh token that has been rotated. */
  readonly consumedAt: Date | null;
  /** The connection's grant. */
  readonly grantId: string | null;
  /** A second name, which is no secret. */
  readonly uid: string | null;
}

export interface NewArtifact {
  readonly content: string;
  readonly grantId: string | null;
  /** A second name, which is no secret. */
  readonly uid: string | null;
  readonly expiresAt: Date | null;
}

/** Kept by model and id. Ids are what clients hold, so that they are never kept themselves, only a hash. */
export interface Artifacts {
  /** Of what has not expired. */
  find(model: string, id: string, now: Date): Promise<Artifact | null>;
  findByUid(model: string, uid: string, now: Date): Promise<Artifact | null>;
  put(model: string, id: string, artifact: NewArtifact): Promise<void>;
  /** Notes the first use. False where it was not the first: of uses at the same moment one alone is. */
  consume(model: string, id: string, now: Date): Promise<boolean>;
  remove(model: string, id: string): Promise<void>;
  /** Every artifact of a model that belongs to a grant. */
  removeGrant(model: string, grantId: string): Promise<void>;
}
