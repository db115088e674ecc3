import { showWhoIsSignedIn, startAccount, startSignIn } from './account.js';
import { page, start } from './activity.js';
import { startApplication } from './apply.js';
import { one } from './bank.js';
import { startCalculators } from './calculators.js';
import { decide } from './decisions.js';
import { chooseHero } from './hero.js';
import { showPanel } from './panel.js';
import { startBranchSearch, startClicks, startContactForm, startReading } from './reading.js';

function startMenu(): void {
  const button = one('.menu-button', HTMLButtonElement);
  const nav = one('#nav', HTMLElement);
  button?.addEventListener('click', () => {
    const open = button.getAttribute('aria-expanded') !== 'true';
    button.setAttribute('aria-expanded', String(open));
    nav?.classList.toggle('is-open', open);
  });
}

start();
showWhoIsSignedIn();
startMenu();
startAccount();
showPanel();
page(document.body.dataset.pageName ?? '');
void chooseHero();
startCalculators();
startApplication();
startSignIn();
startReading();
startClicks();
startContactForm();
startBranchSearch();
// A page that comes back out of the browser's memory may have missed a sign-in.
addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  showWhoIsSignedIn();
  void decide();
});
