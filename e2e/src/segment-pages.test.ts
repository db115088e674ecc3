import type { RunningProduct } from '@kindred/cli/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsInLightAndDark } from './axe.js';
import { openBrowser, signIn } from './browser.js';
import { runDemo } from './demo.js';
import { looked } from './looked.js';

let product: RunningProduct;
let browser: Browser;
let page: Page;
/** The address of the demo's largest segment. */
let segment: string;

beforeAll(async () => {
  [product, browser] = await Promise.all([runDemo(), openBrowser()]);
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })).newPage();
  page.setDefaultTimeout(30_000);
  await signIn(page, product.url);
  const id = await page.evaluate(async () => {
    const answer = await fetch('/v1/segments?sort=-size&limit=1', { headers: { 'kindred-site': 'larkhaven' } });
    return (await answer.json()).items[0].id;
  });
  segment = `${product.url}/studio/larkhaven/segments/${id}`;
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

/** How far what one looks at has moved by itself since the page was opened. */
const layoutShift = () =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          let sum = 0;
          for (const entry of list.getEntries()) {
            const [value, wanted]: unknown[] = [Reflect.get(entry, 'value'), Reflect.get(entry, 'hadRecentInput')];
            if (typeof value === 'number' && wanted !== true) sum += value;
          }
          resolve(sum);
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(0), 500);
      }),
  );

const digits = (text: string | null) => Number((text ?? '').replace(/\D/g, ''));

test('a newcomer is shown around in five stops and not asked again', async () => {
  await page.goto(`${product.url}/studio/larkhaven/segments`);
  await page.getByRole('button', { name: 'Take the tour' }).click();
  const card = page.getByRole('dialog', { name: 'Tour of the studio' });
  for (const step of [1, 2, 3, 4]) {
    await card.getByText(`${step} of 5`).waitFor();
    await card.getByRole('button', { name: 'Next' }).click();
  }
  await card.getByText('5 of 5').waitFor();
  expect(page.url()).toContain('/data/keys');
  await card.getByRole('button', { name: 'Done' }).click();
  await page.goto(`${product.url}/studio/larkhaven/segments`);
  await page.getByRole('heading', { name: 'Segments', exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Take the tour' }).count()).toBe(0);
}, 120_000);

test('a segment and a person are found by the keyboard alone', async () => {
  await page.keyboard.press('Control+k');
  await page.getByLabel('Find anything', { exact: true }).fill('lapsed');
  await page.getByRole('button', { name: /Lapsed customers/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Lapsed customers' }).waitFor();
  const { name, town } = await page.evaluate(async () => {
    const headers = { 'kindred-site': 'larkhaven' };
    const answer = await fetch('/v1/profiles?known=true&limit=20', { headers });
    const { items } = await answer.json();
    const named: { name: string; id: string } = items.find((each: { name: string | null }) => each.name !== null);
    const { traits } = await (await fetch(`/v1/profiles/${named.id}`, { headers })).json();
    return { name: named.name, town: String(traits.town) };
  });
  // Whoever has them all, in any order, and Enter before anybody was found.
  await page.keyboard.press('Control+k');
  await page.getByLabel('Find anything', { exact: true }).fill(`${town} ${name.split(' ').toReversed().join(' ')}`);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await keys.waitFor();
  for (const row of [/^Move a condition\s*Alt/, /^Remove a condition\s*Alt/])
    await keys.getByRole('row', { name: row }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor({ state: 'hidden' });
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.getByRole('heading', { name: 'People', exact: true }).waitFor();
});

test('the overview says who the members are and what they have in common', async () => {
  await page.goto(segment);
  await page.getByRole('heading', { name: 'Then and now' }).waitFor();
  await page.waitForTimeout(3_000);
  expect(await layoutShift()).toBeLessThan(0.02);
  const size = digits(await page.getByTestId('segment-size').textContent());
  const composition = page.locator('section').filter({ hasText: 'Who they are' });
  await composition.getByText('Known users').waitFor();
  const figures = await composition.locator('p').allTextContents();
  const [known = 0, guests = 0] = figures.filter((text) => /^[\d,]+$/.test(text)).map(digits);
  expect(Math.abs(known + guests - size)).toBeLessThan(size / 20);
  await page
    .getByRole('link', { name: /Compare in full/ })
    .first()
    .click();
  await page
    .getByText(/with 95 % confidence between/)
    .first()
    .waitFor({ state: 'attached' });
});

test('a row of the comparison becomes a segment of the same people', async () => {
  await page.goto(`${segment}?tab=compare&by=profile.known`);
  const row = page.getByRole('row', { name: /yes/ });
  await row.waitFor();
  const people = digits(await row.getByRole('cell').nth(3).textContent());
  await row.getByRole('link', { name: /Make a segment of these members/ }).click();
  await page.getByTestId('preview-total').waitFor();
  const shown = digits(await page.getByTestId('preview-total').textContent());
  expect(Math.abs(shown - people)).toBeLessThanOrEqual(people / 20 + 5);
});

test('members are searched, given columns and exported', async () => {
  await page.goto(`${segment}?tab=members&known=true`);
  const name = await page.evaluate(async (address) => {
    const answer = await fetch(`/v1/segments/${address.split('/').at(-1)}/members?known=true&limit=1`, {
      headers: { 'kindred-site': 'larkhaven' },
    });
    return (await answer.json()).items[0].name;
  }, segment);
  const table = page.getByRole('table', { name: 'Members' });
  await table.getByRole('link').first().waitFor();
  await page.getByLabel('Search members').fill(name);
  await page.waitForURL(/search=/);
  await table.getByRole('link', { name }).first().waitFor();
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'As CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
}, 60_000);

test('the list of members says by which column it is sorted', async () => {
  const table = page.getByRole('table', { name: 'Members' });
  const sorted = () =>
    table.locator('th:is([aria-sort=ascending], [aria-sort=descending], [aria-sort=other])').allInnerTexts();
  const order = page.getByRole('combobox', { name: 'Order' });
  await page.goto(`${segment}?tab=members`);
  await table.getByRole('link').first().waitFor();
  expect([await order.inputValue(), await sorted()]).toEqual(['Person, as recorded', ['Person']]);
  await page.getByRole('radiogroup').getByText('Known', { exact: true }).click();
  await expect.poll(sorted).toEqual(['Last seen']);
  expect(await order.inputValue()).toBe('Last seen, newest first');
  await order.click();
  await page.getByRole('option', { name: 'First seen, oldest first' }).click();
  await expect.poll(sorted).toEqual(['First seen']);
  await table.getByRole('button', { name: 'First seen' }).click();
  await expect.poll(() => order.inputValue()).toBe('First seen, newest first');
  await table.getByRole('link').first().waitFor();
  await looked(page, 'members-sorted');
  await page.setViewportSize({ width: 1440, height: 900 });
}, 120_000);

test('overlap counts every combination, and a bar is a segment', async () => {
  await page.goto(`${segment}?tab=overlap`);
  const bar = page.getByRole('link', { name: /Make it a segment/ }).first();
  await bar.waitFor();
  const people = digits(/: ([\d,]+) /.exec((await bar.getAttribute('aria-label')) ?? '')?.[1] ?? '');
  await bar.click();
  await page.getByTestId('preview-total').waitFor();
  const shown = digits(await page.getByTestId('preview-total').textContent());
  expect(Math.abs(shown - people)).toBeLessThanOrEqual(people / 20 + 5);
});

test('who was in before it was counted is not made up, and who is in now is told', async () => {
  await page.goto(`${segment}?tab=changes&at=2020-01-01T00:00`);
  await page.getByText('Its members were not kept at that time').waitFor();
  await page.goto(`${segment}?tab=flow`);
  await page.getByRole('heading', { name: 'Where those who left are now' }).waitFor();
});

test('of a moment that is still to come nothing is told but that', async () => {
  await page.goto(`${segment}?tab=changes&at=2090-01-01T00:00`);
  await page.getByText('This moment is still to come').waitFor();
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
});

test('an address that no webhook can have is said to be wrong where it was entered', async () => {
  await page.goto(`${product.url}/studio/larkhaven/data/webhooks`);
  await page.getByRole('button', { name: 'New webhook' }).first().click();
  await page.getByRole('textbox', { name: /Address/ }).fill('ftp://nope');
  await page.getByRole('button', { name: 'Add the webhook' }).click();
  await page.getByText('It begins with https:// or http://').waitFor();
  expect(await page.getByRole('textbox', { name: /Address/ }).getAttribute('aria-invalid')).toBe('true');
});

test('a change is told in the activity and taken back', async () => {
  await page.goto(`${segment}?tab=activity`);
  await page.getByText('Created the segment').waitFor();
  const name = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  await page.evaluate(async (address) => {
    const session = await (await fetch('/v1/session')).json();
    const id = address.split('/').at(-1);
    const headers = { 'content-type': 'application/json', 'x-csrf-token': session.csrf, 'kindred-site': 'larkhaven' };
    const kept = await (await fetch(`/v1/segments/${id}`, { headers })).json();
    const body = JSON.stringify({ ...kept, name: { en: 'Somebody renamed it' } });
    await fetch(`/v1/segments/${id}`, { method: 'PUT', headers: { ...headers, 'if-match': '*' }, body });
  }, segment);
  await page.reload();
  await page.getByText('“Somebody renamed it”').first().waitFor();
  await page.getByRole('button', { name: 'Restore version 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page
    .getByRole('list', { name: 'Every change of its definition' })
    .getByRole('listitem')
    .first()
    .getByText('Restored version 1')
    .waitFor();
  await looked(page, 'restored');
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('the studio speaks the language chosen, numbers included, and keeps it', async () => {
  await page.goto(`${product.url}/studio/larkhaven/segments`);
  await page.getByRole('button', { name: /Signed in as/ }).click();
  await page.getByRole('menuitem', { name: 'Language' }).click();
  await page.getByRole('menuitem', { name: 'Deutsch' }).click();
  await page.getByRole('heading', { name: 'Segmente', exact: true }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Segmente', exact: true }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
  expect(
    await page
      .getByRole('row', { name: /Customers/ })
      .first()
      .textContent(),
  ).toMatch(/\d\.\d{3}/);
  await page.evaluate(() => localStorage.setItem('kindred.language', 'en'));
});

test('from right to left nothing leaves the page, and every word is in a catalogue', async () => {
  await page.goto(`${product.url}/studio/larkhaven/segments`);
  await page.evaluate(() => localStorage.setItem('kindred.language', 'ar-XB'));
  for (const path of ['', '?tab=members', '?tab=compare', '?tab=overlap', '?tab=activity']) {
    await page.goto(`${segment}${path}`);
    await page.getByTestId('segment-size').waitFor();
    for (const width of [390, 834, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForTimeout(500);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(`${path} at ${width}: ${Math.max(0, beyond)}`).toBe(`${path} at ${width}: 0`);
    }
  }
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  const tabs = await page.getByRole('tab').allTextContents();
  expect(tabs.every((text) => text.startsWith('⟦'))).toBe(true);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.evaluate(() => localStorage.setItem('kindred.language', 'en'));
}, 180_000);

test('a word longer than the screen parts, and no page moves sideways for it', async () => {
  const url = `https://larkhaven.example/${'deposits-and-savings-'.repeat(7)}end?of=it`;
  const id = await page.evaluate(async (value) => {
    const criteria = { type: 'property', property: 'user.homepage', operator: 'equals', value };
    const { csrf } = await (await fetch('/v1/session')).json();
    const answer = await fetch('/v1/segments', {
      method: 'POST',
      headers: { 'kindred-site': 'larkhaven', 'content-type': 'application/json', 'x-csrf-token': csrf },
      body: JSON.stringify({ key: 'long-word', name: { en: 'Long word' }, criteria, active: false }),
    });
    return (await answer.json()).id;
  }, url);
  expect(id).toMatch(/^seg_/);
  const wide: string[] = [];
  for (const path of [
    'segments',
    `segments/${id}`,
    `segments/${id}/edit`,
    `segments/${id}?tab=activity`,
    'data/keys',
  ]) {
    await page.goto(`${product.url}/studio/larkhaven/${path}`);
    await page.getByRole('heading', { level: 1 }).or(page.getByLabel('Name of the segment')).first().waitFor();
    for (const width of [390, 834, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForTimeout(500);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (beyond > 0) wide.push(`${path} at ${width}: ${beyond}`);
      if (path !== 'data/keys') continue;
      const narrowest = await page
        .getByRole('cell')
        .evaluateAll((cells) => Math.min(...cells.map((each) => each.clientWidth)));
      if (narrowest > 0 && narrowest < 50) wide.push(`a column of keys at ${width}: ${narrowest}`);
      const remove = page.getByRole('button', { name: /^Delete / }).first();
      const box = await remove.boundingBox();
      if (box === null || box.x + box.width > width) wide.push(`the button that deletes a key at ${width}`);
    }
  }
  expect(wide).toEqual([]);
  await page.goto(`${product.url}/studio/larkhaven/segments/${id}`);
  await page.getByRole('heading', { name: 'Not active' }).waitFor();
  expect(await page.getByText('Known users').count()).toBe(0);
}, 180_000);

test('no tab of a segment keeps people with assistive technology out', async () => {
  const faults: string[] = [];
  for (const tab of ['overview', 'members', 'changes', 'compare', 'overlap', 'flow', 'use', 'activity', 'webhooks']) {
    await page.goto(`${segment}?tab=${tab}`);
    await page.getByTestId('segment-size').waitFor();
    await page.waitForTimeout(1500);
    faults.push(...(await faultsInLightAndDark(page)).map((fault) => `${tab}: ${fault}`));
  }
  expect(faults).toEqual([]);
}, 240_000);
