/** An answer; or the process that holds the request's session; or that nobody does. */
export type McpAnswer = Response | { readonly owner: string } | 'no session';
