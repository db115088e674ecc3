import {
  banner,
  button,
  calculator,
  closing,
  download,
  points,
  questions,
  rateTable,
  section,
  textLink,
} from '../blocks.js';
import { html } from '../html.js';
import { icon } from '../icons.js';
import { link, type PageContent } from '../layout.js';

export const loans: PageContent = {
  path: '/loans/',
  description: 'Mortgages, auto loans and personal loans at fixed rates, decided in the branch.',
  main: html`${banner({
    eyebrow: 'Loans',
    title: 'Decided here, by people you can meet.',
    text: 'Homes, cars, and the things in between. Fixed rates, no fee for paying early, and an answer from the building you applied in.',
    scene: 'dusk',
    action: html`${button(link('/apply/', '?product=personal-loan'), 'Check your rate', 'light')}`,
  })}
<section class="section"><div class="wrap"><ul class="tiles three"><li><a href="${link('/loans/mortgage/')}">${icon('house')}<h2>Mortgages</h2><p>30 years fixed at 6.12%, 15 at 5.48%. Pre-approval in a day.</p><span class="text-link">Mortgage rates${icon('arrow')}</span></a></li><li><a href="${link('/loans/auto/')}">${icon('car')}<h2>Auto loans</h2><p>From 5.49% for new and 5.99% for used cars and boats.</p><span class="text-link">Auto rates${icon('arrow')}</span></a></li><li><a href="${link('/loans/personal/')}">${icon('wallet')}<h2>Personal loans</h2><p>$2,000 to $40,000 at 9.75%, in your account tomorrow.</p><span class="text-link">Personal rates${icon('arrow')}</span></a></li></ul></div></section>
${section(
  'How we lend',
  points([
    ['check', 'One fixed rate', 'What you sign is what you pay, to the last month.'],
    ['clock', 'Pay early, pay less', 'No fee for paying ahead or paying it all.'],
    ['chat', 'One lender', 'The same person from the first question to the last signature.'],
  ]),
  { tinted: true },
)}
${closing('Not sure which one?', 'Tell us what it is for. We will tell you what we would do.', html`${button(link('/contact/'), 'Ask a lender')}`)}`,
};

export const mortgage: PageContent = {
  path: '/loans/mortgage/',
  description: 'Mortgages from Larkhaven: 30 years fixed at 6.12% APR, pre-approval in one business day.',
  main: html`${banner({
    eyebrow: 'Mortgages',
    title: 'The front door is closer than it looks.',
    text: 'Three percent down for first homes, a rate held for sixty days, and a lender who has walked the street.',
    scene: 'dusk',
    action: html`${button(link('/apply/', '?product=mortgage'), 'Get pre-approved', 'light')}`,
  })}
<section class="section"><div class="wrap split top"><div class="split-text"><h2>What would it cost a month?</h2><p>Principal and interest at today’s 30-year rate. Taxes and insurance come on top; your lender knows them for your town.</p>${textLink('/articles/first-home/', 'The first home, step by step')}<div class="documents">${download('mortgage-checklist', 'Mortgage checklist')}${download('closing-costs', 'Closing costs guide')}</div></div>${calculator({ name: 'mortgage', title: 'Mortgage calculator', amount: [60_000, 900_000, 5_000, 320_000], years: [10, 30, 30], rate: 6.12 })}</div></section>
${section(
  'Today’s mortgage rates',
  rateTable(
    'Mortgage rates',
    ['Loan', 'Rate', 'APR', 'Monthly for $100,000'],
    [
      ['30 years fixed', '6.05%', '6.12%', '$603'],
      ['20 years fixed', '5.80%', '5.91%', '$705'],
      ['15 years fixed', '5.35%', '5.48%', '$809'],
      ['First home, 3% down', '6.15%', '6.31%', '$609'],
    ],
  ),
  { tinted: true },
)}
${section(
  'From looking to living there',
  html`<ol class="steps wide"><li><strong>Pre-approval</strong><span>One form, one business day. Sellers take you seriously.</span></li><li><strong>Offer</strong><span>We hold your rate for sixty days while you look.</span></li><li><strong>Appraisal</strong><span>Someone from this county looks at the house.</span></li><li><strong>Closing</strong><span>In the branch, with the good coffee. Bring a pen.</span></li></ol>`,
)}
${section(
  'Good to know',
  questions([
    [
      'How much can I borrow?',
      'As a rule, a payment of up to 28% of what you earn before taxes. We look at the whole picture.',
    ],
    [
      'Do I need 20% down?',
      'No. From 3% for a first home, from 5% otherwise. Below 20% there is insurance, and it ends when you reach it.',
    ],
    ['Do you sell my mortgage?', 'We keep nine of ten. You pay us, call us and complain to us.'],
  ]),
)}
${closing('Walk through the open house with an answer.', 'Pre-approval is free and lasts ninety days.', html`${button(link('/apply/', '?product=mortgage'), 'Get pre-approved')}`)}`,
};

export const auto: PageContent = {
  path: '/loans/auto/',
  description: 'Auto loans from 5.49% APR for new and used cars, and refinancing.',
  main: html`${banner({
    eyebrow: 'Auto loans',
    title: 'Know the price of the car before the car.',
    text: 'Come to the dealer with the money decided. Or bring us the loan you have, and leave with a smaller one.',
    scene: 'quay',
    action: html`${button(link('/apply/', '?product=auto-loan'), 'Apply for an auto loan', 'light')}`,
  })}
<section class="section"><div class="wrap split top"><div class="split-text"><h2>Work it out here</h2><p>New cars at 5.49% for up to six years. Used ones and boats are half a point more.</p>${rateTable(
    'Auto loan rates',
    ['', 'APR from'],
    [
      ['New car', '5.49%'],
      ['Used car', '5.99%'],
      ['Refinance', '5.74%'],
      ['Boat', '6.49%'],
    ],
  )}<div class="documents">${download('auto-checklist', 'Auto loan checklist')}</div></div>${calculator({ name: 'auto', title: 'Auto loan calculator', amount: [3_000, 80_000, 500, 24_000], years: [1, 6, 5], rate: 5.49 })}</div></section>
${closing('A check in your hand by Friday.', 'Decisions before noon are paid out the next day.', html`${button(link('/apply/', '?product=auto-loan'), 'Apply now')}`)}`,
};

export const personal: PageContent = {
  path: '/loans/personal/',
  description: 'Personal loans from $2,000 to $40,000 at a fixed 9.75% APR.',
  main: html`${banner({
    eyebrow: 'Personal loans',
    title: 'For the roof, the wedding, the second chance.',
    text: '$2,000 to $40,000 at one fixed rate. No fee to open, none to close, nothing pledged.',
    scene: 'morning',
    action: html`${button(link('/apply/', '?product=personal-loan'), 'Check your rate', 'light')}`,
  })}
<section class="section"><div class="wrap split top"><div class="split-text"><h2>One rate, one payment</h2><p>Gather card balances into one loan and most people pay a third less interest. Slide to see yours.</p>${points(
    [
      ['clock', 'Tomorrow', 'Decided within hours, paid out the next morning.'],
      ['check', 'No fees', 'For opening, paying early or changing the date.'],
    ],
  )}<div class="documents">${download('personal-loan-terms', 'Personal loan terms')}</div></div>${calculator({ name: 'personal', title: 'Personal loan calculator', amount: [2_000, 40_000, 500, 12_000], years: [1, 5, 3], rate: 9.75 })}</div></section>
${closing('See your rate in three minutes.', 'Looking leaves no mark on your credit.', html`${button(link('/apply/', '?product=personal-loan'), 'Check your rate')}`)}`,
};
