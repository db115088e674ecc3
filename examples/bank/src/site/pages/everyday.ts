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
import { link, type PageContent } from '../layout.js';

export const checking: PageContent = {
  path: '/checking/',
  description: 'Free Checking: no monthly fee, no minimum balance, 38,000 ATMs without a fee.',
  main: html`${banner({
    eyebrow: 'Free Checking',
    title: 'An account that costs nothing to keep.',
    text: 'No monthly fee. No minimum. Nothing to remember. Your paycheck up to two days early, and a person when you need one.',
    scene: 'noon',
    action: html`${button(link('/apply/', '?product=checking'), 'Open Free Checking', 'light')}`,
  })}
${section(
  'What free means',
  points([
    ['wallet', 'No monthly fee', 'Not at any balance, not after a year, not if your paycheck goes elsewhere.'],
    ['pin', '38,000 ATMs', 'Ours and the Tidewire network’s. If another bank charges you, we pay back four a month.'],
    ['clock', 'Paid two days early', 'Your employer tells us the money is coming. We do not sit on it.'],
    ['lock', 'Freeze in a tap', 'Lost your card at the beach? Switch it off, look again, switch it on.'],
  ]),
)}
${section(
  'Two accounts, side by side',
  html`${rateTable(
    'Checking accounts compared',
    ['', 'Free Checking', 'Harbor Checking'],
    [
      ['Monthly fee', '$0', '$12, or $0 with $5,000'],
      ['Interest', 'None', '0.75% APY'],
      ['Other banks’ ATM fees paid back', '4 a month', 'All of them'],
      ['Paper checks', 'First book free', 'Free'],
      ['Overdraft', 'Declined, no fee', '$500 cushion, no fee for 24 hours'],
    ],
  )}<div class="documents">${download('free-checking-fees', 'Free Checking fee schedule')}${download('switch-kit', 'Account switch kit')}</div>`,
  { tinted: true, intro: 'Most people want the first. The second is for those who keep more in it.' },
)}
${section(
  'Asked at the counter',
  questions([
    [
      'What do I need to open one?',
      'A driver’s license, passport or state ID, your Social Security number and $0. You can put money in later.',
    ],
    [
      'When do I get the $200?',
      'When direct deposits of at least $1,000 have arrived within sixty days. It comes by itself the week after.',
    ],
    [
      'Can I open it with someone?',
      'Yes. Add a second person while you apply; they get an e-mail and do their part on their own phone.',
    ],
    [
      'What happens to my old account?',
      'Nothing until you say so. The switch kit moves payments first, and closes it last.',
    ],
  ]),
)}
${closing('Ten minutes, then it is yours.', 'The card is in the mail tomorrow; the digital one works at once.', html`${button(link('/apply/', '?product=checking'), 'Open Free Checking')}${textLink('/articles/switching-banks/', 'How switching works')}`)}`,
};

export const savings: PageContent = {
  path: '/savings/',
  description: 'High Tide Savings: 4.10% APY from the first dollar, and certificates up to five years.',
  main: html`${banner({
    eyebrow: 'Savings and certificates',
    title: 'Let it rise while you are out.',
    text: 'High Tide Savings pays 4.10% from the first dollar to the last, and lets you take it out whenever you like.',
    scene: 'morning',
    action: html`${button(link('/apply/', '?product=savings'), 'Start saving', 'light')}`,
  })}
<section class="section"><div class="wrap split top"><div class="split-text"><h2>A little each month</h2><p>Slide to see what regular saving comes to. Interest is added each month and earns interest itself.</p>${textLink('/articles/emergency-fund/', 'How much is enough?')}<div class="documents">${download('savings-rates', 'High Tide Savings rate sheet')}</div></div>${calculator({ name: 'savings', title: 'What it comes to', amount: [25, 2_000, 25, 250], years: [1, 20, 5], rate: 4.1 })}</div></section>
${section(
  'Certificates',
  rateTable(
    'Certificate rates',
    ['Term', 'APY', '$10,000 becomes'],
    [
      ['6 months', '4.20%', '$10,208'],
      ['12 months', '4.45%', '$10,445'],
      ['24 months', '4.15%', '$10,847'],
      ['60 months', '3.90%', '$12,109'],
    ],
  ),
  { tinted: true, intro: 'Leave it for a set time, and we set the rate for all of it. From $500.' },
)}
${section(
  'Made for real life',
  points([
    ['tide', 'Pots with names', 'Roof, Lisbon, Rainy Day. Up to twelve in one account, each with its own goal.'],
    ['clock', 'Save on payday', 'Move an amount, or whatever is left the day before your paycheck.'],
    ['lock', 'Yours at any time', 'No notice and no penalty. Certificates too, if you lose your job.'],
  ]),
)}
${closing('The tide is in.', 'Open with any amount. It earns from the day it arrives.', html`${button(link('/apply/', '?product=savings'), 'Open High Tide Savings')}`)}`,
};

export const cards: PageContent = {
  path: '/cards/',
  description: 'The Lantern card: 2% back on everything. The Skipper card: a low rate for larger plans.',
  main: html`${banner({
    eyebrow: 'Cards',
    title: 'Plain cards that pay you back.',
    text: 'One gives two percent on everything. One keeps the rate low. Neither has a yearly fee, or a booklet of exceptions.',
    scene: 'night',
    action: html`${button(link('/apply/', '?product=credit-card'), 'Apply for a card', 'light')}`,
  })}
<section class="section"><div class="wrap cards-row"><article><div class="plastic lantern-plastic" aria-hidden="true"><span>Larkhaven</span><b>Lantern</b><i>5412 •••• •••• 0117</i></div><h2>Lantern</h2><p>Two percent back on every purchase, paid into any account each month. No categories to follow.</p><ul class="ticks"><li>$0 a year</li><li>2% back, no limit</li><li>18.9% variable APR</li></ul></article><article><div class="plastic skipper-plastic" aria-hidden="true"><span>Larkhaven</span><b>Skipper</b><i>5412 •••• •••• 2048</i></div><h2>Skipper</h2><p>For a plan that takes some months to pay. A low rate, and twelve months at none for balances you bring.</p><ul class="ticks"><li>$0 a year</li><li>0% for 12 months on transfers</li><li>11.4% variable APR</li></ul></article><article><div class="plastic debit-plastic" aria-hidden="true"><span>Larkhaven</span><b>Debit</b><i>4000 •••• •••• 0555</i></div><h2>Debit</h2><p>Comes with every checking account, made of plastic from old fishing nets. Spends only what is there.</p><ul class="ticks"><li>$0 a year</li><li>Works abroad without a fee</li><li>Freeze it in a tap</li></ul></article></div></section>
${section(
  'Safe by default',
  html`${points([
    ['lock', 'You hear first', 'A message for each payment, in the second that it happens.'],
    ['phone', 'We call, never ask', 'Nobody from the bank will ask you for a code. Hang up on those who do.'],
    ['card', 'Numbers for one use', 'Make a card number for a shop you do not know, and let it expire.'],
  ])}<div class="documents">${download('lantern-agreement', 'Lantern card agreement')}</div>`,
  { tinted: true },
)}
${closing('An answer in a minute.', 'Checking whether you qualify leaves no mark on your credit.', html`${button(link('/apply/', '?product=credit-card'), 'Apply for Lantern')}`)}`,
};
