import { browserEnvironment } from './browser.js';
import { createKindred, type Kindred } from './client.js';
import { replay, type StubCall } from './stub.js';

declare global {
  interface Window {
    kindred?: Kindred | readonly StubCall[];
  }
}

const before = window.kindred;
if (before === undefined || Array.isArray(before)) {
  const kindred = createKindred(browserEnvironment(window));
  window.kindred = kindred;
  if (before !== undefined) replay(kindred, before);
}
