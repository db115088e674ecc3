import type { Operand, Operator } from '../criteria.js';
import { type CriteriaCase, is, memberOf, not, person, row, traitRow } from './case.js';

const cloud = ['10.0.0.0/8', '2001:db8::/32'];
type Line = readonly [operator: Operator, value: Operand, x: unknown, expected: boolean];

const networks: readonly Line[] = [
  ['inNetwork', '10.0.0.0/8', '10.255.255.255', true],
  ['inNetwork', '10.0.0.0/8', '11.0.0.0', false],
  ['inNetwork', '10.1.2.3/8', '10.9.9.9', true],
  ['inNetwork', '192.168.1.7', '192.168.1.7', true],
  ['inNetwork', '192.168.1.7', '192.168.1.8', false],
  ['inNetwork', '192.168.1.7/32', '192.168.1.7', true],
  ['inNetwork', '0.0.0.0/0', '255.255.255.255', true],
  ['inNetwork', '0.0.0.0/0', '2001:db8::1', false],
  ['inNetwork', '0.0.0.0/0', '::ffff:1.2.3.4', true],
  ['inNetwork', '::ffff:10.0.0.0/104', '10.1.2.3', true],
  ['inNetwork', '::/0', '10.1.2.3', true],
  ['inNetwork', '2001:db8::/32', '2001:db8:ffff::1', true],
  ['inNetwork', '2001:db8::/32', '2001:DB8::A', true],
  ['inNetwork', '2001:db8::/32', '2001:db9::', false],
  ['inNetwork', '2001:db8::1', '2001:0db8:0:0:0:0:0:1', true],
  ['inNetwork', '::1', '::1', true],
  ['inNetwork', '::1', '0:0:0:0:0:0:0.0.0.1', true],
  ['inNetwork', '1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0', true],
  ['inNetwork', '::/0', '1:2:3:4:5:6:7:8:9', false],
  ['inNetwork', '::/0', '1::2::3', false],
  ['inNetwork', '::/0', ':::', false],
  ['inNetwork', '::/0', 'fe80::1%eth0', false],
  ['inNetwork', 'ff00::/8', 'FF02::1', true],
  ['inNetwork', 'ff00::/8', 'ﬀ02::1', false],
  ['inNetwork', 'ff00::/8', ['ﬀ02::1', 'x'], false],
  ['inNetwork', 'ff00::/8', ['ﬀ02::1', 'ff02::1'], true],
  ['inNetwork', '::/0', '[::1]', false],
  ['inNetwork', '0.0.0.0/0', '1.2.3', false],
  ['inNetwork', '0.0.0.0/0', '1.2.3.256', false],
  ['inNetwork', '0.0.0.0/0', '01.2.3.4', false],
  ['inNetwork', '0.0.0.0/0', ' 1.2.3.4', false],
  ['inNetwork', '0.0.0.0/0', '1.2.3.4:80', false],
  ['inNetwork', '0.0.0.0/0', '1.2.3.4/32', false],
  ['inNetwork', '0.0.0.0/0', 16909060, false],
  ['inNetwork', '0.0.0.0/0', '', false],
  ['inNetwork', '0.0.0.0/0', undefined, false],
  ['inNetwork', '0.0.0.0/0', null, false],
  ['inNetwork', cloud, '2001:db8::7', true],
  ['inNetwork', cloud, '10.0.0.1', true],
  ['inNetwork', cloud, '9.0.0.1', false],
  ['inNetwork', '10.0.0.0/8', ['x', '10.0.0.1'], true],
];

const berlin = { latitude: 52.52, longitude: 13.405 };
const near = (kilometers: number, to = berlin) => is('user.place', 'near', { ...to, kilometers });
const at = (latitude: unknown, longitude: unknown) => ({ subject: person({ place: { latitude, longitude } }) });

/** IP addresses and places. */
export const placeCases: readonly CriteriaCase[] = [
  ...networks.map(([operator, value, x, expected]) =>
    traitRow(
      `${JSON.stringify(x) ?? 'nothing'} ${expected ? 'is' : 'is not'} in the network ${JSON.stringify(value)}`,
      operator,
      value,
      x,
      expected,
    ),
  ),
  row('Potsdam is within 30 km of Berlin', near(30), true, at(52.4, 13.06)),
  row('Potsdam is not within 25 km of Berlin', near(25), false, at(52.4, 13.06)),
  row('a place is within 0 km of itself', near(0), true, at(52.52, 13.405)),
  row('the antipode is within half the earth', near(20_100), true, at(-52.52, -166.595)),
  row('the antipode is not within 20,000 km', near(20_000), false, at(-52.52, -166.595)),
  row('places across the date line are near', near(50, { latitude: 0, longitude: 179.9 }), true, at(0, -179.9)),
  row('places at a pole are near whatever their longitude', near(1, { latitude: 90, longitude: 0 }), true, at(90, 120)),
  row('a place without longitude is not near', near(20_100), false, at(52.52, undefined)),
  row('a place without latitude is not near', near(20_100), false, at(undefined, 13.4)),
  row('a latitude as text is none', near(20_100), false, at('52.52', 13.4)),
  row('a latitude beyond the pole is none', near(20_100), false, at(90.1, 13.4)),
  row('a longitude beyond half a turn is none', near(20_100), false, at(52.52, 180.1)),
  row('a list of places is no place', near(20_100), false, at([52.52], [13.4])),
  row('a missing place is not near', near(20_100), false),
  row('not near is true of a missing place', not(near(20_100)), true),
  row('an account is near', is('account.place', 'near', { ...berlin, kilometers: 30 }), true, {
    subject: person({}, memberOf('account', { id: 'a', traits: { 'place.latitude': 52.4, 'place.longitude': 13.06 } })),
  }),
  row(
    'latitude and longitude are of the same account',
    is('account.place', 'near', { ...berlin, kilometers: 20_100 }),
    false,
    {
      subject: person(
        {},
        memberOf(
          'account',
          { id: 'a', traits: { 'place.latitude': 52.4 } },
          { id: 'b', traits: { 'place.longitude': 13.06 } },
        ),
      ),
    },
  ),
];
