export const en = {
  title: 'Sites',
  about:
    'Each site has its own people, events, segments and keys. Only the segments of the global site reach the others.',
  global: {
    title: 'Global site',
    about:
      'Active segments of the global site stand in every other site. They are changed in the global site alone; who is in them is counted at each site over its own people.',
    label: 'Which site is the global one',
    none: 'No site',
    save: 'Save',
    saved: 'Saved. The sites count what is new to them.',
    confirm: 'Withdraw the segments of “{name}” from the other sites?',
    confirmAbout: 'There, they are deleted with their members and their history. They stay in “{name}” as they are.',
    withdraw: 'Withdraw them',
    keep: 'Keep them',
    failed: 'Not saved',
    inUse: 'These segments refer to some of them. Change them first:',
  },
  list: 'All sites',
  name: 'Site',
  zone: 'Time zone',
  isGlobal: 'global',
} as const;
