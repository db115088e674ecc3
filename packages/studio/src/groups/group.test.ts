import { expect, test } from 'vitest';
import { groupHref, idInAddress } from './group.js';

test('the address of a group says its id, whatever is in it', () => {
  for (const id of ['acme', 'a/b', '50%', '100%25', 'Zürich #1?', 'a b']) {
    // The router decodes the whole address once, before it is taken apart.
    const last = decodeURI(groupHref('account', id)).split('/').at(-1) ?? '';
    expect(idInAddress(last)).toBe(id);
  }
  expect(idInAddress('50%')).toBe('50%');
});
