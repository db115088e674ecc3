import type { PagePath } from '../../pages.js';
import { guideCards, section, textLink } from '../blocks.js';
import { type Html, html } from '../html.js';
import { type Icon, icon } from '../icons.js';
import { link, type PageContent } from '../layout.js';
import { type SceneName, scene } from '../scenes.js';

interface Hero {
  /** Key of the segment whose members see it; `default` for everybody else. */
  readonly segment: string;
  readonly scene: SceneName;
  readonly eyebrow: string;
  readonly title: string;
  readonly text: string;
  readonly action: readonly [label: string, path: PagePath, query: string];
  readonly second: readonly [label: string, path: PagePath];
}

const everybody: Hero = {
  segment: 'default',
  scene: 'dawn',
  eyebrow: 'A neighborhood bank in eight coastal towns',
  title: 'Banking for people with places to be.',
  text: 'Accounts that open in ten minutes, people who pick up on the second ring, and rates we print on the front door.',
  action: ['Open an account', '/apply/', ''],
  second: ['Find a branch', '/branches/'],
};

/** In the order of importance: the first one whose segment the visitor is in is shown. */
const heroes: readonly Hero[] = [
  {
    segment: 'unfinished-applications',
    scene: 'quay',
    eyebrow: 'Your application',
    title: 'Pick up where you left off.',
    text: 'You are a few questions away. Nothing you told us is lost, and a person can finish it with you by phone.',
    action: ['Continue the application', '/apply/', ''],
    second: ['Ask us something', '/contact/'],
  },
  {
    segment: 'free-checking-prospects',
    scene: 'noon',
    eyebrow: 'Free Checking',
    title: 'Checking that costs exactly nothing.',
    text: 'No monthly fee, no minimum balance, no fee at 38,000 ATMs. Move your paycheck here by the end of the month and we add $200.',
    action: ['Open Free Checking', '/apply/', '?product=checking'],
    second: ['See how it works', '/checking/'],
  },
  {
    segment: 'house-hunters',
    scene: 'dusk',
    eyebrow: 'Mortgages',
    title: 'Somewhere out there, a light is on for you.',
    text: 'You have done the arithmetic. Let us put a name to it: a pre-approval in one business day, and a rate held for sixty.',
    action: ['Get pre-approved', '/apply/', '?product=mortgage'],
    second: ['Mortgage rates', '/loans/mortgage/'],
  },
  {
    segment: 'business-customers',
    scene: 'quay',
    eyebrow: 'Business banking',
    title: 'Calmer water for your business.',
    text: 'Payroll, card payments and a line of credit that knows the season. Your banker is Nora Quist, and this is her own number: (555) 0142.',
    action: ['Go to your accounts', '/account/', ''],
    second: ['What else we do for firms', '/business/'],
  },
  {
    segment: 'loan-interested',
    scene: 'dusk',
    eyebrow: 'Loans',
    title: 'Borrow at a rate you can plan around.',
    text: 'Fixed rates on homes, cars and everything between. See yours in three minutes, without a mark on your credit.',
    action: ['Check your rate', '/loans/', ''],
    second: ['Talk to a lender', '/contact/'],
  },
  {
    segment: 'customers',
    scene: 'morning',
    eyebrow: 'Welcome',
    title: 'Good to see you.',
    text: 'Everything is in its place. Your balances, transfers and statements are one step away.',
    action: ['Go to your accounts', '/account/', ''],
    second: ['What is new', '/articles/'],
  },
  {
    segment: 'returning-signed-out',
    scene: 'morning',
    eyebrow: 'Welcome back',
    title: 'Still looking around? Take your time.',
    text: 'When you are ready, an account takes ten minutes. If you bank with us already, your accounts are right here.',
    action: ['Open an account', '/apply/', ''],
    second: ['Sign in', '/sign-in/'],
  },
];

function heroBody(hero: Hero): Html {
  const [label, path, query] = hero.action;
  const [secondLabel, secondPath] = hero.second;
  return html`<div class="hero-picture">${scene(hero.scene)}</div><div class="wrap"><div class="hero-text"><p class="eyebrow">${hero.eyebrow}</p><h1>${hero.title}</h1><p class="lead">${hero.text}</p><p class="actions"><a class="button lantern" href="${link(path, query)}" data-offer="${label}" data-placement="hero">${label}</a><a class="button glass" href="${link(secondPath)}">${secondLabel}</a></p></div></div>`;
}

const tiles: readonly (readonly [Icon, PagePath, string, string, string])[] = [
  ['wallet', '/checking/', 'Free Checking', '$0 a month, whatever the balance', 'Open in ten minutes'],
  ['tide', '/savings/', 'High Tide Savings', '4.10% APY from the first dollar', 'See the rate'],
  ['house', '/loans/mortgage/', 'Mortgages', '30 years fixed at 6.12%', 'Work out a payment'],
  ['card', '/cards/', 'Lantern card', '2% back on everything, 0 fuss', 'Compare cards'],
];

export const home: PageContent = {
  path: '/',
  description: 'Free checking, savings, loans and cards from a neighborhood bank in eight coastal towns.',
  main: html`<section class="hero" data-hero="default" aria-label="Welcome">${heroBody(everybody)}</section>
${heroes.map((hero) => html`<template data-hero-for="${hero.segment}">${heroBody(hero)}</template>`)}
<section class="tiles-section" aria-label="Products"><div class="wrap"><ul class="tiles">${tiles.map(
    ([name, path, title, text, action]) =>
      html`<li><a href="${link(path)}">${icon(name)}<h2>${title}</h2><p>${text}</p><span class="text-link">${action}${icon('arrow')}</span></a></li>`,
  )}</ul></div></section>
<section class="section"><div class="wrap split"><div class="split-text"><p class="eyebrow">Switching</p><h2>Move in over lunch.</h2><p>Give us the name of your old bank. We move the direct deposits, the bills and the subscriptions, and tell you when the last one has arrived.</p><ol class="steps"><li><strong>Open the account</strong><span>A photo of your license and ten minutes.</span></li><li><strong>Sign one form</strong><span>The switch kit covers every payment we find.</span></li><li><strong>Close the old one</strong><span>We write the letter. You keep the pen.</span></li></ol>${textLink('/articles/switching-banks/', 'How switching works')}</div>
<div class="phone" aria-hidden="true"><div class="phone-screen"><p class="phone-title">Good morning, June</p><p class="phone-label">Free Checking</p><p class="phone-balance">$3,482.16</p><ul><li><span>Paycheck, Ellery Boatyard</span><b>+ $2,140.00</b></li><li><span>Millrace Market</span><b>− $64.20</b></li><li><span>Rent</span><b>− $1,150.00</b></li><li><span>To High Tide Savings</span><b>− $200.00</b></li></ul><div class="phone-actions"><span>Transfer</span><span>Pay</span><span>Deposit</span></div></div></div></div></section>
<section class="section tinted"><div class="wrap rates-strip"><div><h2>Today’s rates</h2><p>The same for everybody who qualifies. Changed last Monday.</p></div><dl><div><dt>High Tide Savings</dt><dd>4.10%<small>APY</small></dd></div><div><dt>12-month certificate</dt><dd>4.45%<small>APY</small></dd></div><div><dt>30-year fixed</dt><dd>6.12%<small>APR</small></dd></div><div><dt>New car</dt><dd>5.49%<small>APR</small></dd></div></dl></div></section>
${section(
  'From the Pilot House',
  guideCards([
    ['/articles/first-home/', 'Home', 'dusk', '7 minutes'],
    ['/articles/emergency-fund/', 'Saving', 'noon', '5 minutes'],
    ['/articles/small-business-cash/', 'Business', 'quay', '6 minutes'],
  ]),
  { intro: 'Plain guides to money, written by the people at our counters.' },
)}
<section class="section branch-band"><div class="wrap split"><div class="branch-picture">${scene('night')}</div><div class="split-text"><p class="eyebrow">Open late on Thursdays</p><h2>Eight branches, each with a kettle.</h2><p>Sit down with someone who can say yes. Loan officers work in every branch, and the decision is made in the same building.</p>${textLink('/branches/', 'Find the nearest one')}</div></div></section>`,
};
