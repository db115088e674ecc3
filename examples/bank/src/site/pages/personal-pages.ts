import { demoCustomers } from '../../customers.js';
import { productNames, products } from '../../products.js';
import { html } from '../html.js';
import { icon } from '../icons.js';
import { link, type PageContent } from '../layout.js';

export const apply: PageContent = {
  path: '/apply/',
  description: 'Open an account or apply for a loan in ten minutes.',
  main: html`<section class="section apply"><div class="wrap narrow"><p class="eyebrow">Apply</p><h1 data-apply-title tabindex="-1">What would you like to open?</h1>
<ol class="progress" aria-label="Steps"><li aria-current="step">Product</li><li>You</li><li>Contact</li><li>Details</li><li>Review</li></ol>
<form class="form" data-apply novalidate>
<fieldset data-step="product"><legend class="visually-hidden">Product</legend><div class="choices">${products.map(
    (product) =>
      html`<label class="choice"><input type="radio" name="product" value="${product}" required><span>${productNames[product]}</span></label>`,
  )}</div></fieldset>
<fieldset data-step="about-you" hidden><legend class="visually-hidden">About you</legend><div class="form-row"><div class="form-field"><label for="firstName">First name</label><input id="firstName" name="firstName" autocomplete="given-name" required></div><div class="form-field"><label for="lastName">Last name</label><input id="lastName" name="lastName" autocomplete="family-name" required></div></div><div class="form-field"><label for="birthday">Date of birth</label><input id="birthday" name="birthday" type="date" max="2010-01-01" min="1900-01-01" required></div></fieldset>
<fieldset data-step="contact" hidden><legend class="visually-hidden">Contact</legend><div class="form-field"><label for="email">E-mail</label><input id="email" name="email" type="email" autocomplete="email" required></div><div class="form-field"><label for="home-town">Town</label><input id="home-town" name="town" autocomplete="address-level2" required></div></fieldset>
<fieldset data-step="details" hidden><legend class="visually-hidden">Details</legend><div class="form-field"><label for="amount" data-amount-label>First deposit, in dollars</label><input id="amount" name="amount" type="number" min="0" max="2000000" step="1" inputmode="numeric" value="100" required></div><div class="form-field"><label for="work">You are</label><select id="work" name="work"><option>Employed</option><option>Self-employed</option><option>Retired</option><option>Studying</option><option>Between jobs</option></select></div></fieldset>
<fieldset data-step="review" hidden><legend class="visually-hidden">Review</legend><dl class="review" data-review></dl><p class="muted">By sending this you agree to nothing: the bank is made up. The application is an event in Kindred all the same.</p></fieldset>
<p class="error" role="alert" data-apply-error hidden></p>
<div class="form-actions"><button class="button outline" type="button" data-back hidden>Back</button><button class="button solid" type="submit" data-next>Continue</button></div>
</form>
<div class="done" data-apply-done hidden>${icon('check')}<h2 tabindex="-1">We have it.</h2><p>Your application is with a person in the Larkhaven branch. You will hear from us within one business day.</p><p class="actions"><a class="button solid" href="${link('/')}">Back to the home page</a></p></div></div></section>`,
};

export const signIn: PageContent = {
  path: '/sign-in/',
  description: 'Sign in to your accounts.',
  main: html`<section class="section sign-in"><div class="wrap sign-in-layout"><div><p class="eyebrow">Online banking</p><h1>Sign in</h1><p class="lead">Choose whom to be. Larkhaven’s customers share one password, because they are made up.</p></div>
<form class="form panel-form" data-sign-in><fieldset><legend>Customer</legend><div class="people">${demoCustomers.map(
    (customer, index) =>
      html`<label class="person"><input type="radio" name="customer" value="${customer.userId}"${index === 0 ? html` checked` : null}><span class="person-initials" aria-hidden="true">${customer.firstName.slice(0, 1)}${customer.lastName.slice(0, 1)}</span><span><strong>${customer.firstName} ${customer.lastName}</strong><small>${customer.story}</small></span></label>`,
  )}</div></fieldset><button class="button solid" type="submit">${icon('lock')}Sign in</button></form></div></section>`,
};

export const account: PageContent = {
  path: '/account/',
  description: 'Your accounts at a glance.',
  main: html`<section class="section account" data-account><div class="wrap"><div class="account-head"><div><p class="eyebrow">Your accounts</p><h1 data-greeting>Welcome</h1></div><div class="actions"><button class="button outline" type="button" data-statement>${icon('file')}Statement</button><button class="button quiet" type="button" data-sign-out>Sign out</button></div></div>
<div class="account-layout"><div><ul class="accounts" data-accounts></ul><h2>Latest transactions</h2><div class="table-scroll"><table class="rates transactions"><caption class="visually-hidden">Latest transactions</caption><thead><tr><th scope="col">Date</th><th scope="col">What</th><th scope="col">Amount</th></tr></thead><tbody data-transactions></tbody></table></div></div>
<aside class="account-side"><form class="panel-form form" data-transfer><h2>Move money</h2><div class="form-field"><label for="to">To</label><select id="to" name="to"><option value="own-account">Another of my accounts</option><option value="person">A person</option><option value="external">Another bank</option></select></div><div class="form-field"><label for="transfer-amount">Amount, in dollars</label><input id="transfer-amount" name="amount" type="number" min="1" max="5000" step="1" value="50" inputmode="numeric" required></div><button class="button solid" type="submit">Transfer</button><p class="sent" data-transfer-done role="status" hidden></p></form><div class="offer" data-account-offer hidden></div></aside></div></div></section>`,
};
