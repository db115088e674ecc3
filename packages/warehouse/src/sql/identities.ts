import { type Fragment, sql, uint32, uint64 } from '../statement.js';

/**
 * Joined identities and their profiles. Identities that are not here are profiles of the same number, so this is small;
 * key: (site, identity). `FINAL` because taking the latest by `argMax` costs three times as much (100,000: 6 and 20 ms).
 */
export function joinedIdentities(site: number): Fragment {
  return sql`(SELECT identity, profile, 1 AS joined FROM identities FINAL WHERE site = ${uint32(site)})`;
}

/**
 * Aggregates by identity become aggregates by profile: only as many rows are joined as there are identities, not events.
 *
 * @param apart what besides the profile the aggregates are of
 */
export function withProfile(site: number, byIdentity: Fragment, values: Fragment, apart?: Fragment): Fragment {
  return sql`SELECT if(map.joined = 1, map.profile, by_identity.identity) AS profile, ${values}
    FROM (${byIdentity}) AS by_identity LEFT ANY JOIN ${joinedIdentities(site)} AS map ON by_identity.identity = map.identity
    GROUP BY profile${apart === undefined ? sql`` : sql`, ${apart}`}`;
}

/** Bitmap of the joined identities whose profile is in a bitmap of profiles. */
export function identitiesWithin(site: number, profiles: Fragment): Fragment {
  return sql`SELECT groupBitmapStateIf(identity, bitmapContains(${profiles}, profile)) FROM identities FINAL
    WHERE site = ${uint32(site)}`;
}

/** The identities of one profile, for `IN`: those joined to it, and its own unless that has moved to another profile. */
export function identitiesOf(site: number, profile: number): Fragment {
  return sql`(SELECT identity FROM ${joinedIdentities(site)} WHERE profile = ${uint64(profile)}
    UNION ALL SELECT ${uint64(profile)} WHERE ${uint64(profile)} NOT IN (
      SELECT identity FROM ${joinedIdentities(site)} WHERE profile != identity))`;
}
