import { type GroupKind, type GroupRecord, groupKinds, isGroupKind, type Subject } from '@kindred/criteria';
import { bagAt, nothing } from './bag.js';
import { isObject, type JsonObject, objectAt, QuestionFault, textAt } from './fault.js';

const nobody: Subject = { userId: null, traits: nothing, groups: {} };

/**
 * The person that a question is about: `userId`, `anonymousId`, `id`, `traits`, `groups`. Nothing at all is a guest of
 * whom nothing is known. Buckets go by `id`, else `userId`, else `anonymousId`.
 *
 * @throws QuestionFault
 */
export function readProfile(value: unknown, path: string): Subject {
  if (value === undefined || value === null) return nobody;
  const profile = objectAt(value, path);
  const userId = textAt(profile.userId, `${path}.userId`);
  const id = idAt(profile.id, `${path}.id`) ?? userId ?? textAt(profile.anonymousId, `${path}.anonymousId`);
  const subject = {
    userId,
    traits: bagAt(profile.traits, `${path}.traits`),
    groups: profile.groups === undefined ? {} : readGroups(profile.groups, `${path}.groups`),
  };
  return id === null ? subject : { ...subject, id };
}

/** The server's own ids of profiles are numbers. */
function idAt(value: unknown, path: string): string | null {
  return typeof value === 'number' ? String(value) : textAt(value, path);
}

function readGroups(value: unknown, path: string): Subject['groups'] {
  const given = objectAt(value, path);
  const groups: Partial<Record<GroupKind, readonly GroupRecord[]>> = {};
  for (const kind of Object.keys(given)) {
    if (!isGroupKind(kind)) {
      throw new QuestionFault(
        'unknown_group_kind',
        `Groups are of the kinds ${groupKinds.join(', ')}.`,
        `${path}.${kind}`,
      );
    }
    groups[kind] = readKind(kind, given[kind], `${path}.${kind}`);
  }
  return groups;
}

/** One group or a list of them, each an object or its id alone. */
function readKind(kind: GroupKind, value: unknown, path: string): readonly GroupRecord[] {
  if (value === undefined || value === null) return [];
  const list = Array.isArray(value) ? value : [value];
  const parents = kind === 'organization' ? parentsOf(list) : new Map<string, string>();
  return list.map((item, index) => readGroup(item, Array.isArray(value) ? `${path}[${index}]` : path, parents));
}

function readGroup(value: unknown, path: string, parents: ReadonlyMap<string, string>): GroupRecord {
  if (typeof value === 'string' && value !== '') return { id: value, traits: nothing, ...above(value, parents) };
  if (!isObject(value)) throw new QuestionFault('not_a_group', `${path} must be a group or its id.`, path);
  const id = textAt(value.id, `${path}.id`);
  if (id === null) throw new QuestionFault('missing_id', 'A group needs an id.', `${path}.id`);
  const group = { id, traits: bagAt(value.traits, `${path}.traits`) };
  return { ...group, ...(value.ancestorIds === undefined ? above(id, parents) : ancestorsAt(value, path)) };
}

function ancestorsAt(group: JsonObject, path: string): Pick<GroupRecord, 'ancestorIds'> {
  const { ancestorIds } = group;
  if (ancestorIds === null) return {};
  if (!Array.isArray(ancestorIds) || !ancestorIds.every((id) => typeof id === 'string')) {
    throw new QuestionFault('not_a_list', `${path}.ancestorIds must be a list of ids.`, `${path}.ancestorIds`);
  }
  return { ancestorIds };
}

/** Who stands above whom, as far as the organizations given say it. */
function parentsOf(list: readonly unknown[]): Map<string, string> {
  const parents = new Map<string, string>();
  for (const item of list) {
    for (let group: unknown = item; isObject(group) && typeof group.id === 'string'; group = group.parent) {
      const parent = isObject(group.parent) ? group.parent.id : (group.parent ?? group.parentId);
      if (typeof parent === 'string' && parent !== '') parents.set(group.id, parent);
    }
  }
  return parents;
}

/** The way up, nearest first; a circle ends where it began. */
function above(id: string, parents: ReadonlyMap<string, string>): Pick<GroupRecord, 'ancestorIds'> {
  const ancestorIds: string[] = [];
  const seen = new Set([id]);
  for (let next = parents.get(id); next !== undefined && !seen.has(next); next = parents.get(next)) {
    seen.add(next);
    ancestorIds.push(next);
  }
  return ancestorIds.length === 0 ? {} : { ancestorIds };
}
