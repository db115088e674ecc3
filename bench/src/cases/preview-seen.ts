import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { adminPassword, type RunningProduct, runProduct } from '@kindred/cli/testing';
import { type Browser, chromium, type Page } from 'playwright-core';
import { bigSite, workingCopy } from '../data/big-site.js';
import type { Bench, Case } from '../harness/case.js';
import { measured } from '../harness/measurement.js';
import { percentilesOf } from '../harness/percentiles.js';
import { criteriaOf } from './preview.js';

/** What each age begins with; the second digit asks the question that is measured. */
const decades = ['2', '3', '4', '5'];
/** How long (ms) a server has been up when it is asked first. */
const settled = 15_000;

/** From a key pressed in the editor to the new count on the screen, with those of all conditions and groups. */
export const previewSeen: Case = {
  name: 'preview-seen',
  async run(bench: Bench) {
    const dataDir = workingCopy(await bigSite(bench.cacheDir, bench.port, bench.note));
    let product: RunningProduct | null = null;
    let browser: Browser | null = null;
    try {
      product = await runProduct({ port: bench.port, dataDir });
      const executablePath = process.env.CHROMIUM_PATH || '/usr/bin/chromium';
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
      await sleep(settled);
      const page = await editorOf(product, browser);
      bench.note('typing into the editor');
      // The first decade is of warm-up.
      await timesOf(page, decades.slice(0, 1));
      const times = percentilesOf(Float64Array.from(await timesOf(page, decades.slice(1))));
      return [
        measured(
          'preview-seen',
          times.p50,
          'ms',
          `p50 from a key in the editor to the new count painted, with the counts of all conditions (p99 ${times.p99.toFixed(0)} ms); ` +
            'Chromium on the same cores; 1 M people and 20 M events; plan, age and "at least 3 in 120 days"; ' +
            `${10 * (decades.length - 1)} different questions after 10 of warm-up; ${bench.cores} cores`,
          { target: { atMost: 200 } },
        ),
      ];
    } finally {
      await browser?.close();
      await product?.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

/** A page with the editor of a segment with three conditions that is not live. */
async function editorOf(product: RunningProduct, browser: Browser): Promise<Page> {
  const made = await product.call('POST', '/v1/segments', {
    name: { en: 'Seen' },
    criteria: criteriaOf(20),
    includeGuests: true,
    active: false,
  });
  if (typeof made !== 'object' || made === null || !('id' in made)) throw new TypeError('no segment was made');
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })).newPage();
  await page.goto(product.url);
  await page.getByLabel('E-mail').fill('admin@localhost');
  await page.getByLabel('Password', { exact: true }).fill(adminPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Segments', exact: true }).waitFor();
  await page.goto(`${page.url().replace(/\/segments.*$/, '')}/segments/${made.id}/edit`);
  await page.getByTestId('preview-total').waitFor();
  return page;
}

/** How long (ms) each second digit takes until the count is another one and painted. */
async function timesOf(page: Page, firstDigits: readonly string[]): Promise<readonly number[]> {
  const value = page.locator('input[aria-label^="Value of"]').nth(1);
  const times: number[] = [];
  for (const first of firstDigits) {
    await value.fill(first);
    await atRest(page);
    await value.focus();
    for (let digit = 0; digit < 10; digit += 1) {
      await page.keyboard.press('End');
      await page.evaluate(watch);
      await page.keyboard.press(String(digit));
      times.push(await page.evaluate('window.painted'));
      await page.keyboard.press('Backspace');
      await atRest(page);
    }
  }
  return times;
}

async function atRest(page: Page): Promise<void> {
  await sleep(400);
  await page.waitForLoadState('networkidle');
}

/** Runs in the page: `window.painted` becomes how long (ms) after the next key another count is on the screen. */
const watch = `window.painted = new Promise((resolve) => {
  const total = () => document.querySelector('[data-testid=preview-total]')?.textContent;
  const before = total();
  addEventListener('keydown', ({ timeStamp }) => {
    const seen = new MutationObserver(() => {
      if (total() === before) return;
      seen.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp)));
    });
    seen.observe(document.body, { subtree: true, childList: true, characterData: true });
  }, { once: true, capture: true });
}), undefined`;
