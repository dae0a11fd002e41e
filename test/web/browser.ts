import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

export type { Browser, Page } from 'playwright-core';

/**
 * What the browser is to leave: it heeds the last such list only, so Playwright's own comes first. What suggests addresses has
 * been pages of its own for some time, two for each window, and they took half of the time of opening one.
 */
const left = [
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades'],
  ...[
    'HttpsFirstBalancedModeAutoEnable',
    'LensOverlay',
    'MediaRouter',
    'PaintHolding',
    'ThirdPartyStoragePartitioning',
  ],
  ...['AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled'],
  ...['PreconnectToSearch', 'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'],
];

export function launchBrowser(): Promise<Browser> {
  if (executablePath === undefined) throw new Error("There is no browser: install Debian's chromium.");
  const features = `--disable-features=${left.join(',')}`;
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', features];
  return chromium.launch({ executablePath, args });
}

/** The forms in which people meet a page. */
export const looks: Readonly<Record<string, BrowserContextOptions>> = {
  light: { colorScheme: 'light', viewport: { width: 1100, height: 800 } },
  dark: { colorScheme: 'dark', viewport: { width: 1100, height: 800 } },
  phone: { colorScheme: 'light', viewport: { width: 360, height: 740 } },
};
