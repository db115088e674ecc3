import type { Catalogues } from '../catalogue.js';
import type { English } from './en.js';

export const messages: Catalogues<English> = {
  api: async () => (await import('../../api/messages/es.js')).es,
  audit: async () => (await import('../../audit/messages/es.js')).es,
  editor: async () => (await import('../../editor/messages/es.js')).es,
  explain: async () => (await import('../../explain/messages/es.js')).es,
  exports: async () => (await import('../../exports/messages/es.js')).es,
  faults: async () => (await import('../../faults/messages/es.js')).es,
  groups: async () => (await import('../../groups/messages/es.js')).es,
  imports: async () => (await import('../../imports/messages/es.js')).es,
  insight: async () => (await import('../../segments/insight/messages/es.js')).es,
  instants: async () => (await import('../../instants/messages/es.js')).es,
  live: async () => (await import('../../live/messages/es.js')).es,
  members: async () => (await import('../../segments/members/messages/es.js')).es,
  past: async () => (await import('../../segments/past/messages/es.js')).es,
  people: async () => (await import('../../people/messages/es.js')).es,
  schedule: async () => (await import('../../schedule/messages/es.js')).es,
  schema: async () => (await import('../../schema/messages/es.js')).es,
  segments: async () => (await import('../../segments/messages/es.js')).es,
  shell: async () => (await import('../../shell/messages/es.js')).es,
  sites: async () => (await import('../../sites/messages/es.js')).es,
  sources: async () => (await import('../../sources/messages/es.js')).es,
  suggestions: async () => (await import('../../segments/suggestions/messages/es.js')).es,
  users: async () => (await import('../../users/messages/es.js')).es,
};
