import { apiKey, type RunningProduct, runProduct, writeKey } from '@kindred/cli/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signIn } from './browser.js';
import { looked } from './looked.js';

let product: RunningProduct;
let browser: Browser;
let page: Page;

const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };

async function call(method: string, path: string, body?: unknown): Promise<void> {
  const answer = await fetch(product.url + path, {
    method,
    headers: body === undefined ? { authorization: headers.authorization } : headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(`${method} ${path} ${answer.ok}`).toBe(`${method} ${path} true`);
}

beforeAll(async () => {
  [product, browser] = await Promise.all([runProduct({}), openBrowser()]);
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.setDefaultTimeout(12_000);
  await call('PUT', '/v1/groups/account/acme%2Fwest', {
    traits: { name: 'Acme West', industry: 'Banking', note: `A very long note ${'about this account '.repeat(12)}` },
  });
  for (let index = 1; index <= 55; index++) {
    await call('PUT', `/v1/groups/account/client-${index}`, {
      traits: { name: `Client ${String(index).padStart(2, '0')}` },
    });
  }
  const organizations: readonly [string, string, string | null][] = [
    ['bank', 'The Bank', null],
    ['north', 'Region North', 'bank'],
    ['bern', 'Branch Bern', 'north'],
  ];
  for (const [id, name, parent] of organizations) {
    await call('PUT', `/v1/groups/organization/${id}`, { traits: { name }, parent });
  }
  await call('POST', '/v1/batch', {
    writeKey,
    batch: [
      { type: 'identify', userId: 'ana', traits: { name: 'Ana Ortiz' } },
      { type: 'identify', userId: 'bo', traits: { name: 'Bo Lind' } },
      { type: 'track', userId: 'ana', event: 'Loan Requested', properties: { amount: 2000 } },
    ],
  });
  for (const [group, user] of [
    ['account/acme%2Fwest', 'ana'],
    ['account/acme%2Fwest', 'bo'],
    ['organization/north', 'bo'],
    ['organization/bern', 'ana'],
  ] as const) {
    await call('PUT', `/v1/groups/${group}/members/${user}`);
  }
  await call('POST', '/v1/segments', {
    name: { en: 'Banks' },
    subject: 'account',
    active: true,
    criteria: { type: 'property', property: 'account.industry', operator: 'equals', value: 'Banking' },
  });
  await signIn(page, product.url);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

test('accounts are listed, sorted, paged and searched', async () => {
  await page.getByRole('link', { name: 'Accounts & groups' }).click();
  await page.getByRole('heading', { name: 'Accounts & groups' }).waitFor();
  const first = page.getByRole('row').nth(1);
  await first.getByText('Acme West').waitFor();
  expect(await page.getByRole('row').count()).toBe(51);
  await page.getByRole('button', { name: 'Load more' }).click();
  await page.getByText('Client 55').waitFor();
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await first.getByText('Client 55').waitFor();
  await page.getByRole('button', { name: 'People', exact: true }).click();
  await first.getByText('Acme West').waitFor();
  await page.getByLabel('Search groups').fill('nt 07');
  await first.getByText('Client 07').waitFor();
  await page.getByLabel('Search groups').fill('nothing at all');
  await page.getByText('Nothing fits').waitFor();
  await page.getByLabel('Search groups').fill('');
  await first.getByText('Acme West').waitFor();
  await looked(page, 'groups');
});

test('the page of an account tells its traits, its people, what they did, and its segments and why', async () => {
  await page.getByRole('link', { name: 'Acme West' }).click();
  await page.getByRole('heading', { name: 'Acme West' }).waitFor();
  await page.getByText('2 people belong to it').waitFor();
  await page.getByText('Bo Lind').waitFor();
  await page.getByText('Banking', { exact: true }).waitFor();
  await page.getByLabel('Search people').fill('ana');
  await page.getByText('Bo Lind').waitFor({ state: 'detached' });
  await page.getByText('Ana Ortiz').waitFor();
  await looked(page, 'account');
  await page.getByRole('tab', { name: 'Events' }).click();
  await page.getByText('Loan Requested').waitFor();
  await page.getByText('Ana Ortiz · amount: 2,000').waitFor();
  await page.getByRole('tab', { name: 'Segments' }).click();
  await page.getByRole('button', { name: /Banks/ }).waitFor();
  await page.getByRole('link', { name: 'Open the segment' }).waitFor();
  await looked(page, 'account-segments');
  await page.getByRole('tab', { name: 'Enters & exits' }).click();
  await page.getByRole('list', { name: 'Enters and exits' }).getByText('Banks').waitFor();
});

test('an organization shows what is above and below it, and its people with theirs', async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press('Control+k');
  await page.getByLabel('Find anything', { exact: true }).fill('Region');
  await page.getByRole('button', { name: /Region North/ }).click();
  await page.getByRole('heading', { name: 'Region North' }).waitFor();
  const hierarchy = page.getByRole('list', { name: 'Hierarchy' });
  await hierarchy.getByRole('link', { name: 'The Bank' }).waitFor();
  await page.getByText('Bo Lind').waitFor();
  expect(await page.getByText('Ana Ortiz').count()).toBe(0);
  await page.getByRole('switch', { name: 'With those below it (2)' }).click();
  await page.getByText('Ana Ortiz').waitFor();
  await looked(page, 'organization');
  await hierarchy.getByRole('link', { name: 'Branch Bern' }).click();
  await page.getByRole('heading', { name: 'Branch Bern' }).waitFor();
});

test('the groups on a person’s page lead to theirs', async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('link', { name: /Ana Ortiz/ }).click();
  await page.getByRole('heading', { name: 'Ana Ortiz' }).waitFor();
  await page.getByRole('link', { name: 'Acme West' }).click();
  await page.getByRole('heading', { name: 'Acme West' }).waitFor();
  await page.goto(`${new URL(page.url()).href.split('/groups')[0]}/groups/account/none`);
  await page.getByText('This group does not exist').waitFor();
});
