import type { PagePath } from '../../pages.js';
import { pageOf } from '../../pages.js';
import { button, closing, guideCards, textLink } from '../blocks.js';
import { type Html, html } from '../html.js';
import { link, type PageContent } from '../layout.js';
import { type SceneName, scene } from '../scenes.js';

export const guides: PageContent = {
  path: '/articles/',
  description: 'The Pilot House: plain guides to money, written by the people at our counters.',
  main: html`<section class="section page-head"><div class="wrap"><p class="eyebrow">The Pilot House</p><h1>Plain guides to money</h1><p class="lead">Written by the people at our counters, who have heard the question before.</p></div></section>
<section class="section flush"><div class="wrap"><h2 class="visually-hidden">All guides</h2>${guideCards([
    ['/articles/first-home/', 'Home', 'dusk', '7 minutes'],
    ['/articles/emergency-fund/', 'Saving', 'noon', '5 minutes'],
    ['/articles/switching-banks/', 'Everyday', 'dawn', '4 minutes'],
    ['/articles/small-business-cash/', 'Business', 'quay', '6 minutes'],
  ])}</div></section>`,
};

function article(
  path: PagePath,
  facts: { readonly kicker: string; readonly by: string; readonly picture: SceneName; readonly description: string },
  body: Html,
  next: Html,
): PageContent {
  const slug = path.slice('/articles/'.length, -1);
  return {
    path,
    description: facts.description,
    main: html`<article class="article" data-article="${slug}"><header class="wrap narrow"><p class="eyebrow">${facts.kicker}</p><h1>${pageOf(path).title}</h1><p class="lead">${facts.description}</p><p class="muted">${facts.by}</p></header><div class="wrap article-picture">${scene(facts.picture)}</div><div class="wrap narrow prose">${body}</div></article>${next}`,
  };
}

export const firstHome = article(
  '/articles/first-home/',
  {
    kicker: 'Home',
    by: 'By Teresa Alder, lender in Port Ellery',
    picture: 'dusk',
    description: 'What happens between the first open house and the key, in the order in which it happens.',
  },
  html`<p>Most people who sit down at my desk for the first time begin with an apology: they should have come sooner, saved more, known the words. None of it is so. You need four things, and you can gather them in a month.</p>
<h2>1. Know what you can carry</h2><p>Take what you earn in a month before taxes. A payment of a quarter of it will feel comfortable, and 28 percent is where we begin to ask questions. Add your car and card payments; together they should stay under 40.</p>
<h2>2. Save for three things, not one</h2><p>Everybody saves for the down payment. Fewer save for closing, which comes to two or three percent of the price, and fewest for the first winter, when the boiler introduces itself. Split your savings into three pots and give each its name.</p>
<blockquote>A house does not cost what you pay for it. It costs what you pay for it every year.</blockquote>
<h2>3. Be pre-approved before you fall in love</h2><p>It takes a business day and costs nothing. A seller with two offers takes the one with the letter. You learn your limit while you are still calm.</p>
<h2>4. Hold the rate</h2><p>Rates move on days when you are busy. Ask for yours to be held. With us it is sixty days, and if rates fall meanwhile you get the lower one.</p>
<p>Then comes the inspection, which you should attend, the appraisal, which you need not, and the closing, to which you bring a pen.</p>
<p>${textLink('/loans/mortgage/', 'Work out a payment')}</p>`,
  closing(
    'Ready for the letter?',
    'Pre-approval is free and lasts ninety days.',
    html`${button(link('/apply/', '?product=mortgage'), 'Get pre-approved')}`,
  ),
);

export const emergencyFund = article(
  '/articles/emergency-fund/',
  {
    kicker: 'Saving',
    by: 'By Daniel Okoro, branch manager in Saltmarsh',
    picture: 'noon',
    description: 'Three months, six months, a thousand dollars: the right number depends on what can go wrong for you.',
  },
  html`<p>The usual advice is three to six months of spending. It is good advice for a person who does not exist. Here is how we work it out at the counter.</p>
<h2>Begin with the smallest emergency</h2><p>Ask what last went wrong. For most of us it was a car, a tooth or a roof, and it came to between $400 and $1,500. A fund that covers the last thing that happened is the first goal, and it is close.</p>
<h2>Then count who depends on you</h2><p>Two paychecks and no children: two months will do. One paycheck and three children: six. If you fish, paint houses or work a season, make it the length of the season you do not work.</p>
<h2>Keep it where it earns and where you can reach it</h2><p>Not in the checking account, where it is spent, nor in a certificate, where it is locked. A savings account that pays from the first dollar is made for this.</p>
<blockquote>Money you can reach in a day is worth more than money that earns half a point more.</blockquote>
<p>${textLink('/savings/', 'See what a little each month comes to')}</p>`,
  closing(
    'Name a pot “Rainy day”.',
    'High Tide Savings pays 4.10% from the first dollar.',
    html`${button(link('/apply/', '?product=savings'), 'Start saving')}`,
  ),
);

export const switchingBanks = article(
  '/articles/switching-banks/',
  {
    kicker: 'Everyday',
    by: 'By June Park, Larkhaven branch',
    picture: 'dawn',
    description: 'The four lists that make moving an account an errand instead of a project.',
  },
  html`<p>People stay at banks they dislike because of the bills. There are fewer of them than you fear: the average account has eleven, and nine of those move by themselves.</p>
<h2>What comes in</h2><p>Your paycheck, benefits, a tenant. Give each the new number, or sign our form and we tell them.</p>
<h2>What goes out by itself</h2><p>Rent, electricity, streaming. Look through one month and one January; yearly payments hide in January.</p>
<h2>What knows your card</h2><p>Shops keep card numbers. Most update by themselves once you pay there with the new card.</p>
<h2>What you wrote by hand</h2><p>Leave enough in the old account for the last checks. When two months pass in silence, close it. We have a letter for that.</p>
<p>${textLink('/checking/', 'What Free Checking includes')}</p>`,
  closing(
    'Start with the account.',
    'The switch kit does the rest, at your pace.',
    html`${button(link('/apply/', '?product=checking'), 'Open Free Checking')}`,
  ),
);

export const smallBusinessCash = article(
  '/articles/small-business-cash/',
  {
    kicker: 'Business',
    by: 'By Nora Quist, business banker',
    picture: 'quay',
    description: 'A sheet with thirteen columns tells you more about your firm than last year’s accounts.',
  },
  html`<p>Profit is an opinion that arrives in March. Cash is a fact you have on Friday. The firms that sleep well keep one sheet of paper, with a column for each of the next thirteen weeks.</p>
<h2>What goes in the columns</h2><p>Money in hand on Monday. What customers will pay that week, by when they pay and not when you bill. Payroll, rent, suppliers, taxes. What is left on Sunday goes to the top of the next column.</p>
<h2>Why thirteen</h2><p>It is a quarter, so each tax and each insurance comes past once. It is near enough to know and far enough to do something about.</p>
<h2>What to do with the red week</h2><p>There is always one. Seen eight weeks ahead it is a phone call: to a supplier, a customer, or to me. Seen on Thursday it is a crisis.</p>
<blockquote>Ask for the line of credit in the week you do not need it.</blockquote>
<p>${textLink('/business/', 'How seasonal lines work')}</p>`,
  closing(
    'Bring the sheet.',
    'We look at it with you, for an hour, at your place.',
    html`${button(link('/contact/', '?topic=Business'), 'Make an appointment')}`,
  ),
);
