import { expect, it } from 'vitest';
import { placesAmong } from './places.js';

it('a place is what has a latitude and a longitude', () => {
  const ids = ['user.home.latitude', 'user.home.longitude', 'user.work.latitude', 'user.longitude', 'user.plan'];
  expect(placesAmong(ids.map((id) => ({ id })))).toEqual(['user.home']);
});
