import { all, any, atLeastOf, none, not } from './combinations.js';
import { did } from './did.js';
import { bucket, segment } from './leaves.js';
import { people, shareOfPeople } from './people.js';
import { context, group, guest, knownUser, profile, request, trait, where } from './properties.js';
import { sequence } from './sequence.js';
import type { DeclaredWords, SiteTypes } from './site.js';

/** Every type, so that whoever exports what the builder made can have declarations of it. */
export type * from '../criteria.js';
export type * from './aggregates.js';
export type * from './asked.js';
export type * from './counts.js';
export type * from './did.js';
export type * from './operator-words.js';
export type * from './paths.js';
export type * from './properties.js';
export type * from './request-fields.js';
export type * from './sequence.js';
export type * from './site.js';
export type * from './times.js';
export type * from './windows.js';
export {
  all,
  any,
  atLeastOf,
  bucket,
  context,
  did,
  group,
  guest,
  knownUser,
  none,
  not,
  people,
  profile,
  request,
  segment,
  sequence,
  shareOfPeople,
  trait,
  where,
};

/** The words of the builder that are the same for every site. */
const words = {
  all,
  any,
  atLeastOf,
  bucket,
  context,
  guest,
  knownUser,
  none,
  not,
  people,
  profile,
  request,
  sequence,
  shareOfPeople,
};

/** The builder for a site: every word, those about traits, groups, events and segments with what the site declares. */
export type Builder<Site extends SiteTypes> = typeof words & DeclaredWords<Site>;

/**
 * The builder for a site whose traits, groups, events and segments are declared: only what is declared can be named, and
 * each property offers the operators of its type. `builder<{ traits: { plan: 'free' | 'pro' }; events: … }>()`.
 */
export function builder<Site extends SiteTypes>(): Builder<Site>;
export function builder(): object {
  return { ...words, trait, group, did, where, segment };
}
