import type { RunningProduct } from '@kindred/cli/testing';
import type { Browser, Page, Response } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowser, signIn } from './browser.js';
import { runDemo } from './demo.js';
import { looked } from './looked.js';

let product: RunningProduct;
let browser: Browser;
let page: Page;

const day = 86_400_000;
const compared = '/v1/preview/then-and-now';

beforeAll(async () => {
  [product, browser] = await Promise.all([runDemo(), openBrowser()]);
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })).newPage();
  page.setDefaultTimeout(30_000);
  await signIn(page, product.url);
}, 300_000);

beforeEach(async () => {
  await page.unrouteAll();
  await page.setViewportSize({ width: 1440, height: 900 });
  // Unsaved work is kept on leaving the page; each test begins without.
  await page.goto(`${product.url}/studio/larkhaven/people`);
  await page.evaluate(() => localStorage.clear());
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

interface Heads {
  readonly known: number;
  readonly guests: number;
  readonly total: number;
}

interface Counted {
  readonly certain: Heads;
  readonly possible: Heads;
}

interface Answer {
  readonly at: string;
  readonly asOf: string;
  readonly now: Counted;
  readonly earlier: Counted;
  readonly onlyNow: Counted;
  readonly onlyEarlier: Counted;
}

/** Asks the API as the studio does, from the page. */
async function api<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
  return page.evaluate(
    async ([verb, address, sent]) => {
      const session = await (await fetch('/v1/session')).json();
      const headers = { 'content-type': 'application/json', 'x-csrf-token': session.csrf, 'kindred-site': 'larkhaven' };
      const answer = await fetch(address, { method: verb, headers, ...(sent === '' ? {} : { body: sent }) });
      return answer.json();
    },
    [method, path, body === undefined ? '' : JSON.stringify(body)] as const,
  );
}

const viewed = (window: object, atLeast = 5) => ({ type: 'event', event: 'Page Viewed', count: { atLeast }, window });

/** What was asked for by hand before: the same with the times of one moment written into its conditions. */
const viewedBy = (instant: string) => {
  const until = Date.parse(instant) + 1;
  return viewed({ fixed: { from: new Date(until - 14 * day).toISOString(), to: new Date(until).toISOString() } });
};

async function openDraft(criteria: object, subject = 'person'): Promise<void> {
  const query = new URLSearchParams({ criteria: JSON.stringify(criteria), subject });
  await page.goto(`${product.url}/studio/larkhaven/segments/new?${query}`);
  await page.getByTestId('preview-total').waitFor();
}

const isComparison = (response: Response) => response.url().endsWith(compared);

/** Chooses a moment and waits for the answer. */
async function compareWith(moment: string): Promise<Answer> {
  const [response] = await Promise.all([
    page.waitForResponse(isComparison),
    page.getByLabel('Compare with').selectOption({ label: moment }),
  ]);
  await panel().locator('[aria-busy="false"]').waitFor();
  return response.json();
}

const panel = () => page.getByTestId('then-and-now');
const cells = async (head: 'total' | 'known' | 'guests') =>
  (await panel().locator(`tr[data-head="${head}"] td`).allTextContents()).map((text) => text.trim());
const written = (count: number) => count.toLocaleString('en-US');

test('a draft says how many it found a month ago, exactly as a copy with times changed by hand', async () => {
  await openDraft(viewed({ rolling: { amount: 14, unit: 'days' } }));
  // Both ask after the same events once all that were accepted are in the warehouse.
  const settled = async () =>
    (await api<{ complete: boolean }>('POST', '/v1/preview', { criteria: viewed({ calendar: 'day' }) })).complete;
  await expect.poll(settled, { timeout: 60_000 }).toBe(true);
  const answer = await compareWith('a month ago');
  expect(Date.parse(answer.asOf) - Date.parse(answer.at)).toBeGreaterThan(27 * day);
  const heads = async (criteria: object) => (await api<Counted>('POST', '/v1/preview', { criteria })).certain;
  const [then, now] = [viewedBy(answer.at), viewedBy(answer.asOf)];
  const [past, present] = [await heads(then), await heads(now)];
  expect(past.total).toBeGreaterThan(50);
  expect(present.total).not.toBe(past.total);
  expect([answer.earlier.certain, answer.now.certain]).toEqual([past, present]);
  for (const head of ['total', 'known', 'guests'] as const) {
    const change = present[head] - past[head];
    const growth = change / past[head];
    const [shownThen, shownNow, shownChange] = await cells(head);
    expect([head, shownThen, shownNow]).toEqual([head, written(past[head]), written(present[head])]);
    const signs = { signDisplay: 'exceptZero' } as const;
    const share = { style: 'percent', maximumFractionDigits: 1, ...signs } as const;
    expect(shownChange).toBe(change.toLocaleString('en-US', signs) + growth.toLocaleString('en-US', share));
  }
  const added = await heads({ type: 'all', of: [now, { type: 'not', of: then }] });
  const gone = await heads({ type: 'all', of: [then, { type: 'not', of: now }] });
  await panel()
    .getByText(`+${written(added.total)} new since then`)
    .waitFor();
  await panel()
    .getByText(`−${written(gone.total)} no longer in`)
    .waitFor();
  await panel()
    .getByText(/As they are now, then too: who is a known user, who a guest, and who is one person\./)
    .waitFor();
  await panel()
    .getByText(/events are known since \w{3} \d+, 20\d\d/)
    .waitFor();
  expect(await panel().getByRole('status').textContent()).toContain(
    `: ${written(past.total)}; now: ${written(present.total)}`,
  );
  await looked(page, 'then-and-now-draft');
}, 120_000);

test('what is known only as it is now is named beside the figure', async () => {
  const plan = { type: 'property', property: 'user.openProducts', operator: 'known' };
  const account = { type: 'property', property: 'account.id', operator: 'known' };
  await openDraft({
    type: 'all',
    of: [viewed({ rolling: { amount: 14, unit: 'days' } }), { type: 'any', of: [plan, account] }],
  });
  await compareWith('a week ago');
  await panel()
    .getByText(/traits of people, and groups, their traits and who belongs to them\./)
    .waitFor();
}, 60_000);

test('it is asked after the count of now, given up with it, and never older over newer', async () => {
  const log: string[] = [];
  page.on('request', (request) => {
    if (/\/v1\/preview(\/then-and-now)?$/.test(request.url())) log.push(`ask ${new URL(request.url()).pathname}`);
  });
  page.on('requestfailed', (request) => {
    if (request.url().endsWith(compared)) log.push('given up');
  });
  await openDraft(viewed({ rolling: { amount: 14, unit: 'days' } }));
  // A month ago takes its time, so that a week ago is answered before it.
  await page.route(`**${compared}`, async (route) => {
    const slow = (route.request().postData() ?? '').includes('"months"');
    if (slow) await new Promise((resolve) => setTimeout(resolve, 3_000));
    await route.continue().catch(() => {});
  });
  await page.getByLabel('Compare with').selectOption('month');
  await page.waitForTimeout(300);
  const week = await compareWith('a week ago');
  await page.waitForTimeout(3_500);
  expect((await cells('total'))[0]).toBe(written(week.earlier.certain.total));
  expect(log.filter((each) => each === 'given up')).toHaveLength(1);

  // While a draft is being changed, nothing of then is asked; the figures of before stay, and then follow.
  log.length = 0;
  const times = page.getByLabel('How many times');
  const [response] = await Promise.all([page.waitForResponse(isComparison), times.fill('30')]);
  const changed: Answer = await response.json();
  await panel().locator('[aria-busy="false"]').waitFor();
  expect(log).toEqual(['ask /v1/preview', `ask ${compared}`]);
  expect((await cells('total'))[0]).toBe(written(changed.earlier.certain.total));
  expect(changed.earlier.certain.total).toBeLessThan(week.earlier.certain.total);
  page.removeAllListeners('request');
  page.removeAllListeners('requestfailed');
}, 90_000);

test('what cannot be compared is said, leaves the count of now, and is tried again', async () => {
  await openDraft(viewed({ rolling: { amount: 14, unit: 'days' } }));
  await page.route(`**${compared}`, (route) => route.abort());
  await page.getByLabel('Compare with').selectOption('month');
  const alert = panel().getByRole('alert').filter({ hasText: 'It could not be compared' });
  await alert.waitFor();
  expect(await page.getByTestId('preview-total').textContent()).toMatch(/\d/);
  await page.unrouteAll();
  await alert.getByRole('button').click();
  await panel().getByRole('table').waitFor();
  expect(await alert.count()).toBe(0);
}, 60_000);

test('any day of the site can be chosen, and none that is to come', async () => {
  await openDraft(viewed({ rolling: { amount: 14, unit: 'days' } }));
  await page.getByLabel('Compare with').selectOption('at');
  const time = page.getByLabel('As of, in America/New_York');
  await time.fill('2090-01-01T00:00');
  await page.getByText('Choose a time up to now').waitFor();
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/New_York', dateStyle: 'short' });
  const date = local.format(Date.now() - 20 * day);
  const [response] = await Promise.all([page.waitForResponse(isComparison), time.fill(`${date}T12:30`)]);
  const answer: Answer = await response.json();
  const clock = { timeZone: 'America/New_York', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  expect(new Date(answer.at).toLocaleTimeString('en-US', clock)).toBe('12:30');
  const { certain } = await api<Counted>('POST', '/v1/preview', { criteria: viewedBy(answer.at) });
  expect(answer.earlier.certain).toEqual(certain);
}, 60_000);

test('what depends on the visit stays between, and its change is not made up', async () => {
  const visit = { type: 'property', property: 'request.browser', operator: 'equals', value: 'Chrome' };
  await openDraft({ type: 'all', of: [viewed({ rolling: { amount: 14, unit: 'days' } }), visit] });
  const answer = await compareWith('a month ago');
  expect(answer.earlier.certain.total).toBe(0);
  const [then, now, change] = await cells('total');
  expect([then, now, change]).toEqual([
    `0 to ${written(answer.earlier.possible.total)}`,
    `0 to ${written(answer.now.possible.total)}`,
    '–',
  ]);
  await panel()
    .getByText(/The rest depends on the visit, and so does the change\./)
    .waitFor();
}, 60_000);

test('accounts are compared too, with who belongs to them now', async () => {
  await openDraft(
    { type: 'people', of: viewed({ rolling: { amount: 7, unit: 'days' } }, 10), count: { atLeast: 2 } },
    'account',
  );
  const answer = await compareWith('a month ago');
  const [then, now] = await cells('total');
  expect([then, now]).toEqual([written(answer.earlier.certain.total), written(answer.now.certain.total)]);
  expect(answer.earlier.certain.total).toBeGreaterThan(0);
  await panel()
    .getByText(/which accounts there are, their traits and who belongs to them/)
    .waitFor();
  await panel().getByRole('rowheader', { name: 'Accounts' }).waitFor();
}, 60_000);

test('a saved segment is compared on its overview, beside what was kept, and who came and went is listed', async () => {
  await page.goto(`${product.url}/studio/larkhaven/segments`);
  await page.getByRole('link', { name: 'Interested in a loan' }).click();
  await page.getByTestId('segment-size').waitFor();
  const answer = await compareWith('a month ago');
  const id = /segments\/([^/?]+)/.exec(page.url())?.[1];
  expect(page.url()).toContain('then=month');
  const history = `/v1/segments/${id}/history/members?computed=true&at=${answer.at}`;
  const { size, basis } = await api<{ size: number; basis: string }>('GET', history);
  expect([basis, size]).toEqual(['computed', answer.earlier.certain.total]);
  expect((await cells('total')).slice(0, 2)).toEqual([written(size), written(answer.now.certain.total)]);
  await page.getByText('Its members were not kept at that moment.').waitFor();
  await page.getByRole('list', { name: 'New since then' }).getByRole('link').first().waitFor();
  await looked(page, 'then-and-now-overview');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByText('No longer in', { exact: true }).click();
  const gone = page.getByRole('list', { name: 'No longer in' }).getByRole('link');
  await gone.first().waitFor();
  expect(await gone.count()).toBe(Math.min(12, answer.onlyEarlier.possible.total));
  await gone.first().click();
  await page.waitForURL(/\/people\/\d+/);
  await page.goBack();
  await panel().getByRole('table').waitFor();
}, 120_000);

test('where members were kept, what was recorded is told beside it and leads to who it was', async () => {
  await page.goto(`${product.url}/studio/larkhaven/segments`);
  await page.getByRole('link', { name: 'Interested in a loan' }).click();
  await page.getByTestId('segment-size').waitFor();
  const overview = page.url();
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/New_York',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const moment = local.format(Date.now() - 1_000).replace(' ', 'T');
  await page.goto(`${overview}?then=${moment}`);
  const kept = page.getByTestId('kept-then');
  await kept.getByText(/people were a member at that moment/).waitFor();
  const size = Number(((await kept.textContent()) ?? '').split(' ')[0]?.replaceAll(',', ''));
  expect(size).toBeGreaterThan(100);
  await kept.getByRole('link', { name: 'Members then' }).click();
  await page.getByText(`${written(size)} members then`).waitFor();

  await page.goto(`${overview}?tab=changes&at=1990-01-01T00:00`);
  await page.getByText('Its members were not kept at that time').waitFor();
  await page.getByRole('link', { name: 'Compare then and now' }).click();
  await panel().getByRole('table').waitFor();
  await panel()
    .getByText(/Nobody is known to have come by/)
    .waitFor();
}, 120_000);

test('a batch segment is compared as counted at both moments, in German and Spanish too', async () => {
  const { id } = await api<{ id: string }>('POST', '/v1/segments', {
    name: { en: 'Often here' },
    criteria: viewed({ rolling: { amount: 14, unit: 'days' } }),
    schedule: { daily: '06:30' },
    active: true,
  });
  for (const [language, label, runs] of [
    ['de', 'Damals und jetzt', 'Bekannte Nutzer'],
    ['es', 'Entonces y ahora', 'Usuarios conocidos'],
    ['en', 'Then and now', 'Known users'],
  ] as const) {
    await page.evaluate((code) => localStorage.setItem('kindred.language', code), language);
    await page.goto(`${product.url}/studio/larkhaven/segments/${id}?then=month`);
    await page.getByRole('heading', { name: label }).waitFor();
    await panel().getByRole('rowheader', { name: runs }).waitFor();
  }
}, 60_000);
