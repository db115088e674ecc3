/** The English messages of each folder that shows words, a file each that comes when it is first needed. */
export const messages = {
  api: async () => (await import('../../api/messages/en.js')).en,
  audit: async () => (await import('../../audit/messages/en.js')).en,
  editor: async () => (await import('../../editor/messages/en.js')).en,
  explain: async () => (await import('../../explain/messages/en.js')).en,
  exports: async () => (await import('../../exports/messages/en.js')).en,
  faults: async () => (await import('../../faults/messages/en.js')).en,
  groups: async () => (await import('../../groups/messages/en.js')).en,
  imports: async () => (await import('../../imports/messages/en.js')).en,
  insight: async () => (await import('../../segments/insight/messages/en.js')).en,
  instants: async () => (await import('../../instants/messages/en.js')).en,
  live: async () => (await import('../../live/messages/en.js')).en,
  members: async () => (await import('../../segments/members/messages/en.js')).en,
  past: async () => (await import('../../segments/past/messages/en.js')).en,
  people: async () => (await import('../../people/messages/en.js')).en,
  schedule: async () => (await import('../../schedule/messages/en.js')).en,
  schema: async () => (await import('../../schema/messages/en.js')).en,
  segments: async () => (await import('../../segments/messages/en.js')).en,
  shell: async () => (await import('../../shell/messages/en.js')).en,
  sites: async () => (await import('../../sites/messages/en.js')).en,
  sources: async () => (await import('../../sources/messages/en.js')).en,
  suggestions: async () => (await import('../../segments/suggestions/messages/en.js')).en,
  users: async () => (await import('../../users/messages/en.js')).en,
} as const;

/** All messages, as the English ones have them. */
export type English = { readonly [Folder in keyof typeof messages]: Awaited<ReturnType<(typeof messages)[Folder]>> };
