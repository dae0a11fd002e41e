/** What a tag releases: as people say it, and as Composer compares it. */
export interface ReleaseVersion {
  /** `1.4.0`, `2.0.0-beta1`: the tag without a leading `v` or `release-`. */
  readonly version: string;
  /** Four numbers and the stability: `1.4.0.0`, `2.0.0.0-beta1`. */
  readonly normalized: string;
  readonly stability: Stability;
}

export type Stability = 'stable' | 'RC' | 'beta' | 'alpha';

const MODIFIER = '[._-]?(?:(stable|beta|b|rc|alpha|a|patch|pl|p)((?:[.-]?\\d+)*)?)?([.-]?dev)?';
const CLASSICAL = new RegExp(`^v?(\\d{1,5})(\\.\\d+)?(\\.\\d+)?(\\.\\d+)?${MODIFIER}$`, 'i');
const DATED = new RegExp(`^v?(\\d{4}(?:[.:-]?\\d{2}){1,6}(?:[.:-]?\\d{1,3}){0,2})${MODIFIER}$`, 'i');

const expanded: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', p: 'patch', pl: 'patch', rc: 'RC' };
const stabilities: Readonly<Record<string, Stability>> = { alpha: 'alpha', beta: 'beta', RC: 'RC' };

/**
 * The release that a tag names, by the rules of Composer's `VersionParser::normalize` and `VcsRepository`; null for any
 * other tag. A development version (`1.0-dev`) is a branch's and never a release.
 */
export function releaseOf(tag: string): ReleaseVersion | null {
  if (tag.length > 60) return null;
  const version = tag.replace(/^release-/, '').replace(/^v(?=\d)/i, '');
  const text = version.replace(/^([^,\s+]+)\+[\w.-]+$/, '$1');
  const classical = CLASSICAL.exec(text);
  const dated = classical === null ? DATED.exec(text) : null;
  const numbers = classical
    ? [classical[1], classical[2] ?? '.0', classical[3] ?? '.0', classical[4] ?? '.0'].join('')
    : dated?.[1]?.replace(/\D/g, '.');
  if (numbers === undefined) return null;
  const [modifier, count, dev] = (classical?.slice(5) ?? dated?.slice(2) ?? []) as (string | undefined)[];
  if (dev !== undefined) return null;
  const lower = modifier?.toLowerCase();
  if (lower === undefined || lower === 'stable') return { version, normalized: numbers, stability: 'stable' };
  const word = expanded[lower] ?? lower;
  const normalized = `${numbers}-${word}${(count ?? '').replace(/^[.-]+/, '')}`;
  return { version, normalized, stability: stabilities[word] ?? 'stable' };
}

const order = ['alpha', 'beta', 'RC', '', 'patch'];

/** Compares two normalized versions as Composer does: negative where the first is the older. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [parts(left), parts(right)];
  for (let index = 0; index < Math.max(a.numbers.length, b.numbers.length); index += 1) {
    const difference = (a.numbers[index] ?? 0) - (b.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.rank - b.rank || a.count - b.count;
}

function parts(normalized: string): { readonly numbers: number[]; readonly rank: number; readonly count: number } {
  const [numbers = '', modifier = ''] = normalized.split('-');
  const [, word = '', count = '0'] = /^([a-z]*)([\d.-]*)$/i.exec(modifier) ?? [];
  return { numbers: numbers.split('.').map(Number), rank: order.indexOf(word), count: Number.parseFloat(count) || 0 };
}
