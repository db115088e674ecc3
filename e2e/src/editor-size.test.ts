import { type RunningProduct, runProduct } from '@kindred/cli/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsInLightAndDark } from './axe.js';
import { openBrowser, signIn } from './browser.js';
import { countDrawn, drawn } from './drawn.js';

let product: RunningProduct;
let browser: Browser;
let page: Page;
let site: string;

beforeAll(async () => {
  [product, browser] = await Promise.all([runProduct(), openBrowser()]);
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })).newPage();
  page.setDefaultTimeout(30_000);
  await countDrawn(page);
  await signIn(page, product.url);
  site = /studio\/([^/]+)/.exec(page.url())?.[1] ?? '';
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

/** Makes a segment of groups of ten conditions and opens the editor with it. */
async function open(groups: number): Promise<void> {
  const condition = (index: number) => ({
    type: 'property',
    property: 'user.score',
    operator: 'atLeast',
    value: index,
  });
  const of = Array.from({ length: groups }, (_, group) => ({
    type: 'all',
    of: Array.from({ length: 10 }, (_, index) => condition(group * 10 + index)),
  }));
  const id = await page.evaluate(
    async ([slug, body]) => {
      const { csrf } = await (await fetch('/v1/session')).json();
      const headers = { 'kindred-site': slug, 'x-csrf-token': csrf, 'content-type': 'application/json' };
      return (await (await fetch('/v1/segments', { method: 'POST', headers, body })).json()).id;
    },
    [site, JSON.stringify({ name: { en: `${groups} groups` }, criteria: { type: 'any', of } })] as const,
  );
  await page.goto(`${product.url}/studio/${site}/segments/${id}/edit`);
  await page.getByTestId('preview-total').waitFor();
}

/** The components drawn by one more digit in a condition, once everything before has come to rest. */
async function digit(): Promise<number> {
  const value = page.getByLabel(/^Value of/).first();
  await value.focus();
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('End');
  await page.keyboard.type('7');
  return drawn(page);
}

test('a digit in one of 300 conditions draws hardly more than in one of 20', async () => {
  await open(2);
  const few = await digit();
  await open(30);
  const many = await digit();
  expect(few).toBeGreaterThan(10);
  // What is around the condition: the row, its group, the outermost group and its list of groups.
  expect(many, `${few} with 20`).toBeLessThan(few + 60);
}, 120_000);

test('a long sentence is cut between two of its lines, and inputs side by side stand in line', async () => {
  await open(2);
  const more = page.getByRole('button', { name: 'Show the whole sentence' });
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await more.waitFor();
    const lines = await page
      .locator('p', { hasText: /score/ })
      .first()
      .evaluate((sentence) => {
        const seen = sentence.parentElement?.parentElement;
        return (seen?.clientHeight ?? 0) / Number.parseFloat(getComputedStyle(sentence).lineHeight);
      });
    expect(Math.floor(lines)).toBe(5);
    expect(lines % 1).toBeLessThan(0.1);
  }
  await page
    .getByRole('button', { name: /^More for/ })
    .first()
    .click();
  await page.getByRole('menu').waitFor();
  expect(await faultsInLightAndDark(page)).toEqual([]);
  await page.keyboard.press('Escape');
  const [added, leftOut] = await Promise.all(
    ['Added by name', 'Left out by name'].map((name) => page.getByLabel(name, { exact: true }).boundingBox()),
  );
  expect(added?.y).toBeGreaterThan(0);
  expect(leftOut?.y).toBe(added?.y);
  expect(leftOut?.x).toBeGreaterThan(added?.x ?? 0);
}, 120_000);
