/** A page that a person finds in their navigation. */
export interface PageLink {
  readonly path: string;
  readonly title: string;
}
