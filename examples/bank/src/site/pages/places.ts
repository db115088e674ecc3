import { banner, button, closing, download, points, rateTable, section, textLink } from '../blocks.js';
import { html } from '../html.js';
import { icon } from '../icons.js';
import { link, type PageContent } from '../layout.js';

export const business: PageContent = {
  path: '/business/',
  description: 'Checking, payroll, card payments and credit for small and seasonal firms.',
  main: html`${banner({
    eyebrow: 'Business banking',
    title: 'We know what February is like.',
    text: 'Seasonal credit, payroll that runs itself and a banker who answers her own phone. For firms of two people and of two hundred.',
    scene: 'quay',
    action: html`${button(link('/contact/', '?topic=Business'), 'Meet your banker', 'light')}`,
  })}
${section(
  'For the way you work',
  points([
    ['shop', 'Shopfront', 'Checking with 300 free items, cash deposits counted overnight, a card reader for $0 down.'],
    ['tide', 'Seasonal line', 'A line of credit that is wide in spring and narrow in fall. Interest on what you use.'],
    ['file', 'Payroll and bills', 'Pay people and suppliers on the day you choose, with two signatures if you like.'],
    ['house', 'Equipment and premises', 'Boats, ovens, roofs. Fixed for up to ten years.'],
  ]),
)}
${section(
  'What it costs',
  html`${rateTable(
    'Business accounts',
    ['', 'Shopfront', 'Quayside'],
    [
      ['For', 'Up to 300 items a month', 'Up to 2,000 items a month'],
      ['Monthly fee', '$8', '$28'],
      ['Card payments', '1.9% + 10¢', '1.6% + 8¢'],
      ['Users', '2', 'Unlimited, with roles'],
    ],
  )}<div class="documents">${download('business-fees', 'Business fee schedule')}${download('merchant-services', 'Merchant services brochure')}</div>`,
  { tinted: true },
)}
${closing('An hour at your place.', 'We come by, look at the books with you, and say what we would change.', html`${button(link('/contact/', '?topic=Business'), 'Make an appointment')}${textLink('/articles/small-business-cash/', 'Plan thirteen weeks of cash')}`)}`,
};

const branches = [
  ['Larkhaven', '14 Lantern Street', '7 am to 5 pm, Thursdays to 8', 292, 214],
  ['Port Ellery', '2 Customs House Square', '8 am to 5 pm, Thursdays to 8', 468, 150],
  ['Saltmarsh', '81 Causeway Road', '9 am to 5 pm', 176, 276],
  ['Kingsferry', '7 Slipway Lane', '9 am to 5 pm, Thursdays to 7', 388, 250],
  ['Whitcombe', '30 Church Hill', '9 am to 4 pm', 120, 136],
  ['Dunmore Point', '1 Battery Road', '9 am to 4 pm, closed Mondays', 560, 232],
  ['Ashbury', '112 Orchard Avenue', '9 am to 5 pm', 238, 86],
  ['Millrace', '5 Weir Street', '9 am to 5 pm', 372, 82],
] as const;

export const branchPage: PageContent = {
  path: '/branches/',
  description: 'Eight branches from Whitcombe to Dunmore Point, with their hours.',
  main: html`<section class="section page-head"><div class="wrap"><p class="eyebrow">Branches and ATMs</p><h1>Eight doors along the coast</h1><p class="lead">A loan officer works behind each of them. ATMs are open day and night.</p></div></section>
<section class="section flush"><div class="wrap branch-layout"><div><form class="search" role="search" data-branch-search><label for="town">Town or street</label><div class="search-row"><input id="town" name="town" type="search" autocomplete="off" placeholder="Try Saltmarsh"><button class="button solid" type="submit">Search</button></div></form><p class="visually-hidden" aria-live="polite" data-branch-count></p><ul class="branch-list">${branches.map(
    ([town, street, hours], index) =>
      html`<li data-branch="${town} ${street}" data-pin="${index}"><h2>${town}</h2><p>${icon('pin')}${street}</p><p>${icon('clock')}${hours}</p></li>`,
  )}</ul><p class="empty" data-branch-none hidden>No branch there yet. The nearest ATM of the Tidewire network is in our app.</p></div>
<div class="map"><svg viewBox="0 0 660 380" role="img" aria-label="Map of the coast with eight branches"><rect width="660" height="380" fill="#dcebe8"/><path d="M0 0H660V170C600 190 590 150 540 190s-30 90-90 90-60-40-110-30-70 60-120 60S130 340 90 330 20 350 0 340z" fill="#f6f3e9"/><path d="M0 0H660V170C600 190 590 150 540 190s-30 90-90 90-60-40-110-30-70 60-120 60S130 340 90 330 20 350 0 340z" fill="none" stroke="#a9cbc5" stroke-width="3"/><path d="M-10 150C120 110 200 240 292 214s90-90 180-64 90 60 200 20" fill="none" stroke="#e2d9c0" stroke-width="7"/><path d="M238-10C236 60 300 120 292 214" fill="none" stroke="#e2d9c0" stroke-width="5"/><path d="M372-10c-20 70 40 120 96 160" fill="none" stroke="#e2d9c0" stroke-width="5"/><path d="M330-10c-30 60 30 120-10 180s-20 60-28 84" fill="none" stroke="#b7d8d6" stroke-width="6"/>${branches.map(
    ([town, , , x, y], index) =>
      html`<g class="pin" data-pin-mark="${index}" transform="translate(${x} ${y})"><circle r="9" fill="#0b3c40"/><circle r="3.500" fill="#f6c453"/><text y="27" text-anchor="middle">${town}</text></g>`,
  )}</svg></div></div></section>`,
};

export const contact: PageContent = {
  path: '/contact/',
  description: 'Call, write or chat with Larkhaven Bank.',
  main: html`<section class="section page-head"><div class="wrap"><p class="eyebrow">Contact</p><h1>Talk to us</h1><p class="lead">People answer, from this town, every day from seven to nine.</p></div></section>
<section class="section flush"><div class="wrap contact-layout"><form class="form panel-form" data-contact novalidate><h2>Write to us</h2><div class="form-field"><label for="topic">What is it about?</label><select id="topic" name="topic"><option>Accounts</option><option>Cards</option><option>Loans</option><option>Transfers</option><option>Sign-in</option><option>Business</option><option>Fraud</option></select></div><div class="form-field"><label for="message">Your message</label><textarea id="message" name="message" rows="5" required></textarea><p class="error" data-error hidden>Tell us in a few words what it is about.</p></div><button class="button solid" type="submit">Send message</button><p class="sent" data-sent role="status" hidden>Thank you. You will hear from us today.</p></form>
<div class="contact-ways"><article>${icon('phone')}<h2>Call</h2><p><a href="tel:+15550100" data-support="phone">(555) 0100</a><br>Every day, 7 to 9. Lost cards at any hour.</p></article><article>${icon('chat')}<h2>Chat</h2><p>Usually under a minute.</p><button class="button outline" type="button" data-support="chat">Start a chat</button><p class="sent" data-chat role="status" hidden>June will be with you in a moment.</p></article><article>${icon('pin')}<h2>Come by</h2><p>Eight branches, each with a kettle.</p>${textLink('/branches/', 'Find a branch')}</article></div></div></section>`,
};
