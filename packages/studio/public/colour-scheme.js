// Runs before the first paint, so that a dark screen never flashes white. A file of its own: the server allows no inline scripts.
try {
  const chosen = localStorage.getItem('mantine-color-scheme-value');
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
} catch {
  // Storage may be blocked; light is what the page starts with anyway.
}
