import type { HostedRelease, HostedRepository } from './repository.js';

interface Demo {
  readonly name: string;
  readonly description: string;
  /** Of its PHP: `Forge\GiftCards`. */
  readonly namespace: string;
}

/** Packages of the demo with the versions that it has, and some that nobody has published yet. */
export const demoRepositories: readonly HostedRepository[] = [
  {
    provider: 'github',
    path: 'forge/checkout-booster',
    releases: releases(
      { name: 'forge/checkout-booster', description: 'A checkout in one step.', namespace: 'Forge\\CheckoutBooster' },
      ['1.0.0', '2025-11-03T09:00:00Z'],
      ['1.1.0', '2026-01-12T09:00:00Z'],
    ),
  },
  {
    provider: 'github',
    path: 'forge/seo-kit',
    releases: releases(
      { name: 'forge/seo-kit', description: 'Sitemaps and structured data.', namespace: 'Forge\\SeoKit' },
      ['0.9.2', '2025-12-01T09:00:00Z'],
    ),
  },
  {
    provider: 'gitlab',
    path: 'globex/search-suite',
    releases: releases(
      { name: 'globex/search-suite', description: 'Search that forgives typing.', namespace: 'Globex\\SearchSuite' },
      ['3.0.0', '2026-01-20T09:00:00Z'],
    ),
  },
  {
    provider: 'github',
    path: 'forge/legacy-import',
    releases: releases(
      { name: 'forge/legacy-import', description: 'Imports from shops of old.', namespace: 'Forge\\LegacyImport' },
      ['2.4.0', '2025-06-20T09:00:00Z'],
    ),
  },
  {
    provider: 'github',
    path: 'forge-labs/page-builder',
    releases: releases(
      {
        name: 'forge-labs/page-builder',
        description: 'Landing pages out of blocks.',
        namespace: 'ForgeLabs\\PageBuilder',
      },
      ['0.3.0', '2026-02-24T09:00:00Z'],
    ),
  },
  {
    provider: 'github',
    path: 'anvil/hammer',
    releases: releases({ name: 'anvil/hammer', description: 'Load tests for shops.', namespace: 'Anvil\\Hammer' }, [
      '0.1.0',
      '2026-02-10T09:00:00Z',
    ]),
  },
  {
    provider: 'gitlab',
    path: 'globex/tax-tables',
    releases: releases(
      { name: 'globex/tax-tables', description: 'VAT rates, kept up to date.', namespace: 'Globex\\TaxTables' },
      ['2026.1', '2026-01-08T09:00:00Z'],
    ),
  },
  {
    provider: 'github',
    path: 'forge/gift-cards',
    releases: releases(
      { name: 'forge/gift-cards', description: 'Gift cards that add up.', namespace: 'Forge\\GiftCards' },
      ['1.0.0', '2026-01-19T09:00:00Z'],
      ['1.1.0', '2026-02-09T09:00:00Z'],
      ['1.2.0', '2026-03-02T09:00:00Z'],
    ),
  },
  {
    provider: 'github',
    path: 'forge/wishlist',
    releases: withBrokenManifest(
      releases(
        { name: 'forge/wishlist', description: 'Lists of what people wish for.', namespace: 'Forge\\Wishlist' },
        ['0.1.0', '2026-02-02T09:00:00Z'],
        ['0.2.0', '2026-02-16T09:00:00Z'],
        ['0.3.0', '2026-03-03T09:00:00Z'],
      ),
      'v0.2.0',
    ),
  },
  {
    provider: 'github',
    path: 'forge/loyalty',
    private: true,
    releases: releases(
      { name: 'forge/loyalty', description: 'Points for those who come back.', namespace: 'Forge\\Loyalty' },
      ['2.0.0', '2026-02-23T09:00:00Z'],
      ['2.1.0', '2026-03-04T09:00:00Z'],
    ),
  },
  {
    provider: 'gitlab',
    path: 'globex/insights',
    private: true,
    releases: releases(
      { name: 'globex/insights', description: 'What shoppers looked for.', namespace: 'Globex\\Insights' },
      ['1.0.0', '2026-02-24T09:00:00Z'],
      ['1.0.1', '2026-03-05T09:00:00Z'],
    ),
  },
  { provider: 'github', path: 'forge/empty', releases: [] },
];

function releases(demo: Demo, ...versions: readonly (readonly [version: string, at: string])[]): HostedRelease[] {
  return versions.map(([version, at]) => ({ tag: `v${version}`, at, files: filesOf(demo, version) }));
}

/** The version stands in the source, so that what was installed can be told apart. */
function filesOf({ name, description, namespace }: Demo, version: string): HostedRelease['files'] {
  const module = namespace.split('\\').at(-1);
  const manifest = {
    name,
    description,
    type: 'library',
    license: 'proprietary',
    require: { php: '>=8.1' },
    autoload: { 'psr-4': { [`${namespace}\\`]: 'src/' } },
  };
  return {
    'composer.json': `${JSON.stringify(manifest, null, 4)}\n`,
    'README.md': `# ${name}\n\n${description}\n`,
    [`src/${module}.php`]: `<?php

declare(strict_types=1);

namespace ${namespace};

final class ${module}
{
    public const VERSION = '${version}';

    public function greet(string $name): string
    {
        return sprintf('%s %s greets %s.', '${name}', self::VERSION, $name);
    }
}
`,
  };
}

/** As somebody leaves it who merges in a hurry. */
function withBrokenManifest(all: readonly HostedRelease[], tag: string): readonly HostedRelease[] {
  return all.map((release) => {
    const manifest = release.files['composer.json'] ?? '';
    const broken = manifest.replace('    "license"', '<<<<<<< HEAD\n    "license"');
    return release.tag === tag ? { ...release, files: { ...release.files, 'composer.json': broken } } : release;
  });
}
