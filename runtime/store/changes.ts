/** That a resource is another than it was, in one tenant; null: whatever the tenant. */
export interface Change {
  readonly uri: string;
  readonly tenant: string | null;
}

/**
 * What may change what somebody has asked to be told of. `principal`: what a principal, or a connection, may. `unknown`:
 * notices may have been missed, so anything may be another.
 */
export type ChangeNotice =
  | { readonly kind: 'resource'; readonly change: Change }
  | { readonly kind: 'switches' }
  | { readonly kind: 'principal'; readonly id: string }
  | { readonly kind: 'unknown' };

/** Tells changes to every process. */
export interface Changes<Handle> {
  /**
   * `within` a call's transaction the notices go out as it commits, and not at all if it does not. What is returned is to
   * be called once it has committed, or at once where there is none.
   */
  announce(changes: readonly Change[], within?: Handle): Promise<() => Promise<void>>;
  /** Hears of changes in any process. Returns the way to stop it. */
  follow(hear: (notice: ChangeNotice) => void): () => void;
}
