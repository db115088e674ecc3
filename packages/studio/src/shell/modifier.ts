const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The key that goes with others: Ctrl, or ⌘ on a Mac. */
export const modifier = isMac ? '⌘' : 'Ctrl';
