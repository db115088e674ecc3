import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What of the page keeps people with assistive technology out, a line each; nothing where all is well. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(source);
  return page.evaluate(audit);
}

/** The same of a page that is light and of it when it is dark, without loading it again; it is light again after. */
export async function faultsInLightAndDark(page: Page): Promise<string[]> {
  await faded(page);
  const light = await accessibilityFaults(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('[data-mantine-color-scheme="dark"]').waitFor();
  await faded(page);
  const dark = await page.evaluate(audit);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark.map((fault) => `in the dark: ${fault}`)];
}

/** Colours fade, and what is said of something pointed at; what is measured amid that is neither of two states. */
async function faded(page: Page): Promise<void> {
  await page.waitForTimeout(300);
  const atRest = await page.evaluate(async () => {
    for (let looked = 0; looked < 100; looked += 1) {
      if (!document.getAnimations().some((one) => one instanceof CSSTransition && one.playState === 'running'))
        return true;
      // Not for the end of each: one that is over may be listed until the page is drawn, which waiting for it alone would never let be.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return false;
  });
  if (!atRest) throw new NeverAtRest('Something on the page has not come to rest within five seconds.');
}

class NeverAtRest extends Error {
  override readonly name = 'NeverAtRest';
}

/** Runs in the page, where axe is. */
async function audit(): Promise<string[]> {
  interface Result {
    readonly violations: readonly { id: string; help: string; nodes: readonly { html: string }[] }[];
  }
  const holder = window as unknown as { axe: { run(): Promise<Result> } };
  const { violations } = await holder.axe.run();
  return violations.map((one) => `${one.id}: ${one.help}: ${one.nodes[0]?.html.slice(0, 200)}`);
}
