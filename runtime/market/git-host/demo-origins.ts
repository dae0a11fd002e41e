import type { GitProviderName } from '../git/providers.js';

/**
 * What repositories of the local Git host are known by. Its port is another one each time it starts, so what is stored
 * bears these names, which can never exist (RFC 6761), and `createOutside({ aliases })` knows where they lead today.
 */
export const demoOrigins = {
  github: 'https://github.demo.example',
  gitlab: 'https://gitlab.demo.example',
} as const satisfies Record<GitProviderName, string>;

/** The address to clone one of the local Git host's repositories from, as a vendor gives it: `forge/gift-cards`. */
export function demoRepository(provider: GitProviderName, path: string): string {
  return `${demoOrigins[provider]}/${path}.git`;
}
