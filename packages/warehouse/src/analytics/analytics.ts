import type { Transport } from '../transport.js';
import type { Analytics } from './contract.js';
import { rangesOfPeople, valuesOfPeople } from './distribution.js';
import { identifies, profileEvents } from './events.js';
import { groupEvents, groupSizes, peopleOfGroups } from './groups.js';
import { histogram } from './histogram.js';
import { membershipByDay } from './membership.js';
import { searchProfiles } from './search.js';
import { profileSessions } from './sessions.js';
import { spread } from './spread.js';
import { activePeople, top } from './top.js';
import { values } from './values.js';
import { eventNames, paths, shapes } from './vocabulary.js';

export function createAnalytics(transport: Transport): Analytics {
  return {
    identifies: (site, profile, times) => identifies(transport, site, profile, times),
    events: (site, profile, options) => profileEvents(transport, site, profile, options),
    sessions: (site, profile, calendar, options) => profileSessions(transport, site, profile, calendar, options),
    searchProfiles: (site, text, options) => searchProfiles(transport, site, text, options),
    groupSizes: (site, kind, ids) => groupSizes(transport, site, kind, ids),
    peopleOfGroups: (site, kind, ids) => peopleOfGroups(transport, site, kind, ids),
    groupEvents: (site, kind, ids, options) => groupEvents(transport, site, kind, ids, options),
    top: (site, what, members, range, limit) => top(transport, site, what, members, range, limit),
    activePeople: (site, members, range) => activePeople(transport, site, members, range),
    membershipByDay: (site, segment, calendar, range) => membershipByDay(transport, site, segment, calendar, range),
    eventNames: (site, search, limit) => eventNames(transport, site, search, limit),
    shapes: (site, scope, limit) => shapes(transport, site, scope, limit),
    paths: (site, scope, limit) => paths(transport, site, scope, limit),
    histogram: (site, property, event, bars) => histogram(transport, site, property, event, bars),
    values: (site, property, event, search, limit) => values(transport, site, property, event, search, limit),
    valuesOfPeople: (members, path, people, limit) => valuesOfPeople(transport, members, path, people, limit),
    rangesOfPeople: (members, path, edges) => rangesOfPeople(transport, members, path, edges),
    spread: (site, property) => spread(transport, site, property),
  };
}
