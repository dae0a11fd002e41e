import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { isConstraint } from '../../../runtime/market/git/constraint.js';
import { compareVersions, releaseOf } from '../../../runtime/market/git/release-version.js';

/** What Composer's own parser makes of each text; null where it throws. */
function byComposer(method: 'normalize' | 'parseConstraints', texts: readonly string[]): readonly (string | null)[] {
  const program = `require '/usr/share/php/Composer/Semver/autoload.php';
    $parser = new Composer\\Semver\\VersionParser();
    $read = function ($text) use ($parser) {
      try { return (string) $parser->${method}($text); } catch (UnexpectedValueException $e) { return null; }
    };
    echo json_encode(array_map($read, json_decode(stream_get_contents(STDIN))));`;
  return JSON.parse(execFileSync('php', ['-r', program], { input: JSON.stringify(texts) }).toString());
}

const releases = [
  '1',
  'v1',
  'V1.2',
  '1.2.3',
  'v1.2.3.4',
  '10.20.30',
  '1.0.0-beta',
  '1.0.0-beta.1',
  '1.0b2',
  '1.0.0-RC5',
]
  .concat(['1.0.0rc1', '1.0-alpha3', '1.0.0-a1', '1.0.0-patch1', '1.0.0pl2', '1.0.0-stable', '2024.01.02', '20240102'])
  .concat(['1.0.0+build.5', '1.0.0-beta+5', '2010-01-02', '1.0.0_rc.1', '00.01.02']);
const others = ['nightly', '1.2.3.4.5', 'v', '', '1.0.0-foo', 'latest-1.0', '1..0', 'v1.0.0 beta', '1.0.0-beta-1-x'];

it('normalizes versions as Composer does', () => {
  expect(releases.map((tag) => releaseOf(tag)?.normalized ?? null)).toEqual(byComposer('normalize', releases));
  expect(others.map(releaseOf)).toEqual(others.map(() => null));
  expect(byComposer('normalize', others)).toEqual(others.map(() => null));
});

it('takes no development version for a release', () => {
  expect(['1.0-dev', '1.0.0-beta.dev', 'dev-main', '1.x-dev', '1.x'].map(releaseOf)).toEqual(Array(5).fill(null));
});

it('says a version without what stands before it', () => {
  expect(releaseOf('v2.1.0-RC1')).toEqual({ version: '2.1.0-RC1', normalized: '2.1.0.0-RC1', stability: 'RC' });
  expect(releaseOf('release-2.1')).toEqual({ version: '2.1', normalized: '2.1.0.0', stability: 'stable' });
});

it('orders versions by their numbers, then by their stability', () => {
  const ordered = [
    '1.0.0.0-alpha1',
    '1.0.0.0-beta2',
    '1.0.0.0-beta10',
    '1.0.0.0-RC1',
    '1.0.0.0',
    '1.0.0.0-patch1',
    '1.9.0.0',
    '1.10.0.0',
  ];
  expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
});

it('knows the constraints that Composer understands', () => {
  const good = [
    '^1.2',
    '~1.2.3',
    '>=1.0 <2.0',
    '>=1.0,<2.0',
    '1.0 - 2.0',
    '1.0.*',
    '*',
    '^1.0 || ^2.0',
    '^1|^2',
    '1.2.3',
  ]
    .concat([
      'dev-main',
      'dev-main as 1.0.x-dev',
      '1.x-dev',
      '^1.0@beta',
      '@dev',
      '>= 1.2',
      '!=1.2',
      'self.version',
      '=1.0',
      '1.x',
    ])
    .concat([
      '>7.4',
      '^7.2.5 || ^8.0',
      'v1.2.3',
      '~1.0.0-beta2',
      'dev-feature/x#abc123',
      '1.0.0-beta.1 - 2',
      '<3.0-dev',
    ]);
  const bad = ['the newest', '>=', '^', '1.2.3.4.5', '>>1', 'foo', '1.0 || ', '^1.0, , 2', '~x', '<>', '1.0 - '];
  const known = good.filter((text) => text !== 'self.version');
  expect(byComposer('parseConstraints', known).filter((each) => each === null)).toEqual([]);
  expect(byComposer('parseConstraints', bad)).toEqual(bad.map(() => null));
  expect(good.filter((text) => !isConstraint(text))).toEqual([]);
  expect(bad.filter(isConstraint)).toEqual([]);
});
