import { LRUCache } from 'lru-cache';
import type { Outside } from '../../outside/outside.js';

export interface Logo {
  readonly type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
  readonly bytes: Buffer;
}

/** The pictures that programs say are theirs. */
export interface Logos {
  /** Null where there is none that may be shown: the address is not to be asked, or no such picture came from it in time. */
  at(url: string): Promise<Logo | null>;
}

const maxBytes = 200_000;
/** A person waits for it. */
const timeoutMs = 2_500;
const keptMs = 600_000;
/** At most 10 MB of them. */
const keptLogos = 50;

/**
 * Pictures fetched by the server, so that nobody's browser asks a stranger's and tells it who is about to let it in. Over
 * https, from public addresses, without redirects, at most 200 kB; kept for ten minutes, failures as well.
 */
export function createLogos(outside: Outside): Logos {
  const kept = new LRUCache<string, Promise<Logo | null>>({ max: keptLogos, ttl: keptMs });
  return {
    at(url) {
      const logo = kept.get(url) ?? fetchLogo(outside, url);
      kept.set(url, logo, { noUpdateTTL: true });
      return logo;
    },
  };
}

async function fetchLogo(outside: Outside, url: string): Promise<Logo | null> {
  try {
    const { status, body } = await outside.fetch(url, { maxBytes, timeoutMs, headers: { accept: 'image/*' } });
    const type = status === 200 ? pictureType(body) : null;
    return type && { type, bytes: body };
  } catch {
    return null;
  }
}

/** What the bytes themselves are, whatever they are called: never SVG, which is a document with scripts. */
export function pictureType(bytes: Buffer): Logo['type'] | null {
  const begins = (hex: string, at = 0) => bytes.subarray(at, at + hex.length / 2).toString('hex') === hex;
  if (begins('89504e470d0a1a0a')) return 'image/png';
  if (begins('ffd8ff')) return 'image/jpeg';
  if (begins('474946383761') || begins('474946383961')) return 'image/gif';
  return begins('52494646') && begins('57454250', 8) ? 'image/webp' : null;
}
