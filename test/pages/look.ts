import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Page } from '../web/browser.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = process.env.SHOTS;

/** The forms in which people meet a page. 320 px is the narrowest that WCAG 2.2 asks for (1.4.10). */
const looks = {
  light: { colorScheme: 'light', width: 1100, height: 800, rules: {} },
  dark: { colorScheme: 'dark', width: 1100, height: 800, rules: { runOnly: ['color-contrast'] } },
  phone: { colorScheme: 'light', width: 360, height: 740, rules: { rules: { 'color-contrast': { enabled: false } } } },
  narrow: { colorScheme: 'light', width: 320, height: 640, rules: null },
} as const;

/** Rules of axe-core: what a look may change is asked of it, what it cannot is not asked twice. */
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Looks at a page as it stands in every form: axe-core finds nothing against WCAG 2.2 AA, nothing sticks out at the side, and
 * the keyboard reaches every control, whose focus can be seen; of tabs the chosen one, the arrows being for the others. With `SHOTS=<folder>` pictures are kept there, one a look.
 */
export async function lookAt(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const [look, { colorScheme, width, height, rules }] of Object.entries(looks)) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    if (folder !== undefined && look !== 'narrow') {
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: true });
    }
    if (rules !== null) expect(await violations(page, rules), `${name} in ${look}: against WCAG`).toEqual([]);
    expect(await overflow(page), `${name} in ${look}: sticks out at the side`).toEqual([]);
  }
  if (before) await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: null });
  expect(await unreached(page), `${name}: out of the keyboard's reach, or focused without a sign`).toEqual([]);
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** Rule, sentence and element of each violation. */
async function violations(page: Page, rules: object): Promise<readonly string[]> {
  // Evaluated, not loaded: the page's own policy lets no stranger's script in. Once a page, for it is half a megabyte.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe);
  const options = JSON.stringify({ runOnly: standards, ...rules });
  const results = (await page.evaluate(`axe.run(document, ${options})`)) as AxeResults;
  return results.violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}

/** Elements wider than the window that are not within one that scrolls by itself. */
function overflow(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    if (document.documentElement.scrollWidth <= window.innerWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
      .map((element) => element.outerHTML.slice(0, 120));
  });
}

/** Controls that pressing Tab from the top does not come to, and those that show nothing when it does. */
async function unreached(page: Page): Promise<readonly string[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    window.getSelection()?.removeAllRanges();
    const visible = (element: Element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const controls = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(
      (element) =>
        visible(element) &&
        !(element as HTMLInputElement).disabled &&
        !element.matches('[type=hidden], [role=tab][aria-selected=false]'),
    );
    for (const [index, element] of controls.entries()) element.setAttribute('data-look', String(index));
    document.body.setAttribute('tabindex', '-1');
    document.body.focus();
  });
  const count = await page.locator('[data-look]').count();
  for (let press = 0; press < count + 20; press += 1) {
    await page.keyboard.press('Tab');
    const left = await page.evaluate(() => {
      const focused = document.activeElement;
      if (focused instanceof HTMLElement && focused.dataset.look !== undefined) {
        const { outlineStyle, outlineWidth } = getComputedStyle(focused);
        if (outlineStyle !== 'none' && outlineWidth !== '0px') focused.removeAttribute('data-look');
        // Of a group of radio buttons Tab comes to one; the arrows do the rest.
        if (focused instanceof HTMLInputElement && focused.type === 'radio') {
          for (const other of document.getElementsByName(focused.name)) other.removeAttribute('data-look');
        }
      }
      return document.querySelectorAll('[data-look]').length;
    });
    if (left === 0) break;
  }
  return page.evaluate(() => {
    document.body.removeAttribute('tabindex');
    const left = [...document.querySelectorAll('[data-look]')];
    for (const element of left) element.removeAttribute('data-look');
    return left.map((element) => element.outerHTML.slice(0, 160));
  });
}
