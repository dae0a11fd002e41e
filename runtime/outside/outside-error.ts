/** Why an address that somebody supplied is not asked, or its answer not taken: a sentence a reason, fit to be shown. */
const sentences = {
  invalid: 'This is no address. Give a whole one, such as https://example.com/path.',
  scheme: 'Only https addresses are reached from here. Give one that begins with https://.',
  credentials: 'The address holds a user name or a password. Leave them out.',
  port: 'Port {port} is not reached from here. Use 443, or one above 1023.',
  private: '{host} is not on the public internet. Give an address that everybody can reach.',
  unresolved: 'No address is known for the host {host}. Check its spelling and its DNS records.',
  unreachable: '{host} does not answer as an HTTP server should. Check that it is up and its certificate is valid.',
  redirects: '{host} sends on too often. Give the address where it ends.',
  too_large: '{host} answers with more than {limit} bytes, which is the limit.',
  too_slow: '{host} has not answered in full within {seconds} seconds.',
} as const;

export type OutsideCode = keyof typeof sentences;

/** Placeholders are filled with what the address itself says, never with what its host resolves to. */
export class OutsideError extends Error {
  override readonly name = 'OutsideError';

  constructor(
    readonly code: OutsideCode,
    facts: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super(
      sentences[code].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '')),
      options,
    );
  }
}
