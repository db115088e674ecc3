import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { faultsInLightAndDark } from './axe.js';

/**
 * Looks at a page in both colours: nothing keeps people out. With a folder given (`KINDRED_PICTURES`), pictures of three
 * widths are left there.
 */
export async function looked(page: Page, name: string): Promise<void> {
  const folder = process.env.KINDRED_PICTURES;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await faultsInLightAndDark(page)).toEqual([]);
  if (folder === undefined) return;
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [390, 834, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      // The bar at the side moves away.
      await page.waitForTimeout(500);
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
}
