import { expect } from 'vitest';
import type { Answer } from './steps.js';
import type { SeenPair, World } from './world.js';

/** Notes the pairs of an answer: a project's last is the one that it was given last. */
export function notePairs(world: World, { body }: Answer): void {
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { public_key: publicKey, private_key: privateKey, project_id: project } = value as Record<string, unknown>;
    if (typeof publicKey === 'string' && typeof privateKey === 'string' && typeof project === 'string') {
      if (!world.pairs.some((pair) => pair.publicKey === publicKey))
        world.pairs.push({ project, publicKey, privateKey });
    }
    for (const each of Object.values(value)) visit(each);
  };
  visit(body);
}

/**
 * Composer is let in with a project's last pair while it lives, and with no other; and is told of nothing but what licences
 * that are attached to the project and not revoked are for.
 */
export async function revokedPairsAreDead({ market, pairs, tally }: World): Promise<void> {
  const living: string[] = await market.db('project_credential').where({ revoked_at: null }).pluck('public_key');
  const last = new Map(pairs.map(({ project, publicKey }) => [project, publicKey]));
  for (const pair of pairs) {
    const lives = living.includes(pair.publicKey) && last.get(pair.project) === pair.publicKey;
    const { status, packages } = await askComposer(market.url, pair);
    expect(status, `the pair ${pair.publicKey} of ${pair.project}`).toBe(lives ? 200 : 401);
    tally.set(`pair: ${status}`, (tally.get(`pair: ${status}`) ?? 0) + 1);
    if (packages.length === 0) continue;
    const licensed: string[] = await market
      .db('licence')
      .join('package', 'package.id', 'licence.package_id')
      .where({ 'licence.project_id': pair.project })
      .whereNot({ 'licence.status': 'revoked' })
      .pluck('composer_name');
    expect(
      packages.filter((name) => !licensed.includes(name)),
      `what ${pair.project} may install`,
    ).toEqual([]);
  }
}

async function askComposer(
  url: string,
  { publicKey, privateKey }: SeenPair,
): Promise<{ readonly status: number; readonly packages: readonly string[] }> {
  const basic = Buffer.from(`${publicKey}:${privateKey}`).toString('base64');
  const response = await fetch(`${url}/composer/packages.json`, { headers: { authorization: `Basic ${basic}` } });
  const { 'available-packages': packages = [] } = await response.json();
  return { status: response.status, packages };
}
