import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/studio/',
  plugins: [react()],
  // The manifest says what is loaded with what; `npm run check` adds it up.
  build: { outDir: 'dist', emptyOutDir: true, manifest: true, chunkSizeWarningLimit: 900 },
  server: { host: '127.0.0.1', proxy: { '/v1': process.env.KINDRED_SERVER ?? 'http://127.0.0.1:4400' } },
});
