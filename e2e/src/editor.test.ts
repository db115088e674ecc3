import { mkdirSync, readFileSync } from 'node:fs';
import type { RunningProduct } from '@kindred/cli/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { faultsInLightAndDark } from './axe.js';
import { openBrowser, signIn } from './browser.js';
import { runDemo } from './demo.js';

let product: RunningProduct;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [product, browser] = await Promise.all([runDemo(), openBrowser()]);
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.setDefaultTimeout(30_000);
  await signIn(page, product.url);
}, 300_000);

beforeEach(async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  // Unsaved work is kept on leaving the page; each test begins without.
  await page.goto(`${product.url}/studio/larkhaven/people`);
  await page.evaluate(() => localStorage.clear());
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

/** Chooses in the palette that is open, by what it is called there. */
async function pick(name: string | RegExp, search = String(name)): Promise<void> {
  const picker = page.getByRole('dialog');
  await picker.getByLabel('Search properties, events and segments').fill(search);
  await picker.getByRole('button', { name }).first().click();
  await picker.waitFor({ state: 'hidden' });
}

/** Saves what is in the editor and answers it as the server keeps it. */
async function saved(): Promise<unknown> {
  await page.getByRole('button', { name: 'Save & activate' }).click();
  await page.getByTestId('segment-size').waitFor();
  return storedCriteria();
}

/** The criteria of the segment whose page is open, as the server keeps them. */
async function storedCriteria(): Promise<unknown> {
  const id = /segments\/([^/?]+)/.exec(page.url())?.[1];
  return page.evaluate(async (segment) => {
    const answer = await fetch(`/v1/segments/${segment}`, { headers: { 'kindred-site': 'larkhaven' } });
    return (await answer.json()).criteria;
  }, id);
}

test('an aggregate and a count of days made by hand are the same after saving and opening again', async () => {
  await page.goto(`${product.url}/studio/larkhaven/segments/new`);
  await page.getByLabel('Name of the segment').fill('Back on many days');
  const search = page.getByLabel('Search properties, events and segments').first();
  for (const _ of [0, 1]) {
    await search.fill('Page Viewed');
    await page.getByRole('button', { name: 'Page Viewed' }).first().click();
  }
  await page.getByLabel('At least or at most').first().selectOption('between');
  const times = page.getByLabel('How many times').first();
  for (const noWholeNumber of ['2.5', '1e5', '1,0', '2,5']) {
    await times.fill(noWholeNumber);
    await expect.poll(() => times.getAttribute('aria-invalid')).toBe('true');
    await times.blur();
    expect(await times.inputValue()).toBe(noWholeNumber);
  }
  await times.fill('2');
  await page.getByLabel('Up to how many times').fill('9');
  await page.getByLabel('What is counted').first().selectOption('days');
  await page.getByLabel('When', { exact: true }).first().selectOption('past');
  await page.getByLabel('From how long ago').fill('30');
  await page.getByLabel('To how long ago').fill('1');

  await page.getByLabel('Did or did not').nth(1).selectOption('sum');
  await page.getByRole('button', { name: 'Property choose a property. Change' }).click();
  await pick(/properties\.total/, 'properties.total');
  await page.getByLabel('Value to compare with').fill('1,000');
  await page.getByLabel('Value to compare with').blur();
  expect(await page.getByLabel('Value to compare with').inputValue()).toBe('1,000');
  await page.getByLabel('How the conditions are joined').first().selectOption('atLeast');
  await page.getByLabel('How many of the conditions').fill('1');
  await page.getByTestId('preview-total').waitFor();
  await look('made');

  expect(await saved()).toEqual({
    type: 'atLeast',
    count: 1,
    of: [
      {
        type: 'event',
        event: 'Page Viewed',
        count: { between: [2, 9] },
        of: { distinct: 'days' },
        window: { past: { from: { amount: 30, unit: 'days' }, to: { amount: 1, unit: 'days' } } },
      },
      {
        type: 'aggregate',
        event: 'Page Viewed',
        function: 'sum',
        property: 'properties.total',
        operator: 'atLeast',
        value: 1000,
      },
    ],
  });

  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByLabel('Up to how many times').waitFor();
  await page.reload();
  expect(await page.getByLabel('Up to how many times').inputValue()).toBe('9');
  expect(await page.getByLabel('To how long ago').inputValue()).toBe('1');
  expect(await page.getByLabel('Value to compare with').inputValue()).toBe('1,000');
  expect(await page.getByLabel('How many of the conditions').inputValue()).toBe('1');
  await accessible();
}, 180_000);

test('a sequence made by hand is the same after saving and opening again', async () => {
  await page.goto(`${product.url}/studio/larkhaven/segments/new`);
  await page.getByLabel('Name of the segment').fill('Began and did not finish');
  await page.getByLabel('Search properties, events and segments').first().fill('Application Started');
  await page.getByRole('button', { name: 'Application Started' }).first().click();
  await page.getByRole('button', { name: 'and then…' }).click();
  const steps = page.getByRole('list', { name: 'Steps' });
  await steps.getByRole('button', { name: 'Event choose an event. Change' }).click();
  await pick('Application Submitted');
  await page.getByRole('button', { name: 'not in between…' }).click();
  await pick('Page Viewed');
  await steps.getByRole('listitem', { name: 'Step 2' }).getByRole('button', { name: 'where…' }).first().click();
  await pick('Page path');
  await page.getByLabel('How Page path is compared').selectOption('startsWith');
  await page.getByRole('combobox', { name: 'Value of Page path' }).fill('/help');
  await page.getByRole('button', { name: 'Add a step' }).click();
  await steps.getByRole('button', { name: 'Event choose an event. Change' }).click();
  await pick('Support Contacted');
  await page.getByLabel('Comes or does not come').selectOption('absent');
  await page.getByRole('textbox', { name: 'Time from the first step to the last' }).fill('3');
  await page.getByLabel('What links the steps').selectOption('one');
  await page.getByRole('button', { name: 'Property choose a property. Change' }).click();
  await pick(/^Product$/, 'properties.product');
  await page.getByLabel('When', { exact: true }).selectOption('rolling');
  await page.getByTestId('preview-total').waitFor();
  await look('sequence');
  await accessible();

  expect(await saved()).toEqual({
    type: 'all',
    of: [
      {
        type: 'sequence',
        steps: [
          { event: 'Application Started' },
          {
            event: 'Application Submitted',
            without: [
              {
                event: 'Page Viewed',
                where: {
                  type: 'all',
                  of: [{ type: 'property', property: 'context.page.path', operator: 'startsWith', value: '/help' }],
                },
              },
            ],
          },
          { event: 'Support Contacted', absent: true },
        ],
        within: { amount: 3, unit: 'days' },
        same: 'properties.product',
        window: { rolling: { amount: 30, unit: 'days' } },
      },
    ],
  });
  await page.getByRole('link', { name: 'Edit' }).click();
  await steps.waitFor();
  expect(await page.getByLabel('Comes or does not come').inputValue()).toBe('absent');
  expect(await steps.getByRole('listitem', { name: /^Step/ }).count()).toBe(3);
  const more = page.getByRole('button', { name: 'More for step 2' });
  await more.click();
  await expect.poll(() => more.getAttribute('aria-expanded')).toBe('true');
  await page.getByRole('menuitem', { name: 'Remove this step' }).click();
  expect(await steps.getByRole('listitem', { name: /^Step/ }).count()).toBe(2);
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await page.getByRole('combobox', { name: 'Value of Page path' }).inputValue()).toBe('/help');
}, 180_000);

test('dates, shares, sizes, versions and places made by hand are the same after saving', async () => {
  // At 900 the step with the share sometimes finds no input; why is not known.
  await page.setViewportSize({ width: 1440, height: 2000 });
  // Whoever types before the palette has come gets what they typed once it has.
  await page.route('**/v1/properties?*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await route.continue();
  });
  await page.goto(`${product.url}/studio/larkhaven/segments/new`);
  await page.getByLabel('Name of the segment').fill('Around a date');
  const search = page.getByLabel('Search properties, events and segments').first();
  await search.fill('Customer since');
  await page.getByRole('button', { name: 'Customer since' }).first().hover();
  await page.getByText('Customer since · date').waitFor();
  await search.fill('');
  const add = async (property: string) => {
    await search.fill(property);
    await search.press('Enter');
  };
  await add('user.birthday');
  const birthday = page.getByRole('combobox', { name: /is compared$/ }).nth(0);
  await birthday.selectOption('anniversary');
  await page.unroute('**/v1/properties?*');
  await page.getByLabel('How many days ahead').fill('14');
  await add('user.customerSince');
  await page
    .getByRole('combobox', { name: /is compared$/ })
    .nth(1)
    .selectOption('inLast');
  await page.getByLabel('How much time').fill('2');
  await page.getByLabel('Unit of the time').selectOption('years');
  await page.getByLabel('Rolling or whole calendar periods').selectOption('calendar');
  expect(await page.getByText(/^today: (1 Jan|Jan 1,) \d{4} to (31 Dec|Dec 31,) \d{4}$/).count()).toBe(1);
  await add('user.customerSince');
  await page
    .getByRole('combobox', { name: /is compared$/ })
    .nth(2)
    .selectOption('between');
  await page.getByLabel(/^Value of .*, from$/).fill('2020-02-29');
  await page.getByLabel(/^Value of .*, to$/).fill('2026-01-31');
  await add('user.appVersion');
  await page
    .getByRole('combobox', { name: /is compared$/ })
    .nth(3)
    .selectOption('atLeast');
  await page.getByRole('button', { name: 'More ways to compare' }).nth(3).click();
  await page.getByLabel('Take values for').selectOption('version');
  await page.keyboard.press('Escape');
  await page.getByLabel('Value of AppVersion').fill('2.10.0');
  await add('user.home');
  await page
    .getByRole('combobox', { name: /is compared$/ })
    .nth(4)
    .selectOption('near');
  await page.getByLabel('Latitude').fill('52.52');
  await page.getByLabel('Longitude').fill('13.4');
  await search.fill('stable share');
  await search.press('Enter');
  await page.getByLabel('Name of the share').fill('spring-test');
  await page.getByTestId('preview-total').waitFor();
  await look('dates');
  await accessible();
  expect(await saved()).toEqual({
    type: 'all',
    of: [
      { type: 'property', property: 'user.birthday', operator: 'anniversary', value: { days: 14 } },
      {
        type: 'property',
        property: 'user.customerSince',
        operator: 'inLast',
        value: { amount: 2, unit: 'years', calendar: true },
      },
      {
        type: 'property',
        property: 'user.customerSince',
        operator: 'between',
        value: ['2020-02-29', '2026-01-31'],
        as: 'date',
      },
      { type: 'property', property: 'user.appVersion', operator: 'atLeast', value: '2.10.0', as: 'version' },
      {
        type: 'property',
        property: 'user.home',
        operator: 'near',
        value: { latitude: 52.52, longitude: 13.4, kilometers: 10 },
      },
      { type: 'bucket', salt: 'spring-test', from: 0, to: 10 },
    ],
  });
}, 180_000);

test('a condition without fields is edited as text, and a fault in it is told', async () => {
  await page.goto(`${product.url}/studio/larkhaven/segments/new`);
  await page.getByLabel('Name of the segment').fill('Written by hand');
  await page.getByLabel('Search properties, events and segments').first().fill('Page Viewed');
  await page.getByRole('button', { name: 'Page Viewed' }).first().click();
  await page.getByRole('button', { name: 'More for this condition' }).click();
  await page.getByRole('menuitem', { name: 'Edit as text' }).click();
  const text = page.getByLabel('The condition as text');
  const event = { type: 'event', event: 'Page Viewed', count: { atLeast: 1 } };
  expect(JSON.parse(await text.inputValue())).toEqual(event);
  await text.fill(JSON.stringify({ ...event, count: { atLeast: 'often' } }));
  await page.getByRole('button', { name: 'Apply the text' }).click();
  await page.getByText(/count\.atLeast/).waitFor();
  await look('text');
  await accessible();
  const window = { past: { from: { amount: 2, unit: 'weeks' }, to: { amount: 3, unit: 'days' } } };
  await text.fill(JSON.stringify({ ...event, window }));
  await page.getByRole('button', { name: 'Apply the text' }).click();
  await page.getByRole('button', { name: 'Edit as text' }).waitFor();
  expect(await saved()).toEqual({ type: 'all', of: [{ ...event, window }] });
}, 180_000);

test('a segment of accounts counts their people', async () => {
  await page.goto(`${product.url}/studio/larkhaven/segments/new`);
  await page.getByLabel('Name of the segment').fill('Busy accounts');
  await page.getByText('accounts', { exact: true }).click();
  const search = page.getByLabel('Search properties, events and segments').first();
  await search.fill('Number of its people');
  await search.press('Enter');
  await page.getByRole('textbox', { name: 'How many people' }).fill('2');
  const inner = page.getByRole('group', { name: /^Conditions/ }).last();
  await inner.getByRole('button', { name: 'Add condition' }).click();
  await pick('Page Viewed');
  await page.getByTestId('preview-total').waitFor();
  await look('accounts');
  await accessible();
  expect(await saved()).toEqual({
    type: 'all',
    of: [
      {
        type: 'people',
        of: { type: 'all', of: [{ type: 'event', event: 'Page Viewed', count: { atLeast: 1 } }] },
        count: { atLeast: 2 },
      },
    ],
  });
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByText('The members of this segment are accounts.').waitFor();
  expect(await page.getByRole('textbox', { name: 'How many people' }).inputValue()).toBe('2');

  await page.goto(`${page.url().replace(/\/edit.*$/, '')}?tab=members`);
  await look('account-members-first');
  // The segments of the tests before are counted first.
  await page.getByRole('cell').first().waitFor({ timeout: 120_000 });
  await page.getByRole('combobox', { name: 'Columns' }).click();
  await page.getByRole('option').first().click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await look('account-members');
  const file = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'As JSON, a line a member' }).click();
  const [line = ''] = readFileSync(await (await file).path(), 'utf8').split('\n');
  expect(Object.keys(JSON.parse(line))).toEqual(['id', 'parent', 'since', expect.any(String)]);
}, 240_000);

/** Nothing on the page keeps people with assistive technology out, light or dark. */
async function accessible(): Promise<void> {
  expect(await faultsInLightAndDark(page)).toEqual([]);
}

/** Pictures at the widths of a desk and of a phone, for looking at, where a folder is named for them. */
async function look(name: string): Promise<void> {
  const folder = process.env.KINDRED_PICTURES;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: width < 900 ? 2400 : 1500 });
      await page.waitForTimeout(400);
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}
