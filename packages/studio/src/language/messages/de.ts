import type { Catalogues } from '../catalogue.js';
import type { English } from './en.js';

export const messages: Catalogues<English> = {
  api: async () => (await import('../../api/messages/de.js')).de,
  audit: async () => (await import('../../audit/messages/de.js')).de,
  editor: async () => (await import('../../editor/messages/de.js')).de,
  explain: async () => (await import('../../explain/messages/de.js')).de,
  exports: async () => (await import('../../exports/messages/de.js')).de,
  faults: async () => (await import('../../faults/messages/de.js')).de,
  groups: async () => (await import('../../groups/messages/de.js')).de,
  imports: async () => (await import('../../imports/messages/de.js')).de,
  insight: async () => (await import('../../segments/insight/messages/de.js')).de,
  instants: async () => (await import('../../instants/messages/de.js')).de,
  live: async () => (await import('../../live/messages/de.js')).de,
  members: async () => (await import('../../segments/members/messages/de.js')).de,
  past: async () => (await import('../../segments/past/messages/de.js')).de,
  people: async () => (await import('../../people/messages/de.js')).de,
  schedule: async () => (await import('../../schedule/messages/de.js')).de,
  schema: async () => (await import('../../schema/messages/de.js')).de,
  segments: async () => (await import('../../segments/messages/de.js')).de,
  shell: async () => (await import('../../shell/messages/de.js')).de,
  sites: async () => (await import('../../sites/messages/de.js')).de,
  sources: async () => (await import('../../sources/messages/de.js')).de,
  suggestions: async () => (await import('../../segments/suggestions/messages/de.js')).de,
  users: async () => (await import('../../users/messages/de.js')).de,
};
