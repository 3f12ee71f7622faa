import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  build: {
    outDir: "../src/khabar/web/static",
    emptyOutDir: true,
    target: "es2022",
    // The licences of what is bundled go with it.
    license: { fileName: "licenses.md" },
    // Inlined files would be data: addresses, which the server's content policy refuses.
    assetsInlineLimit: 0,
    // The map's own code is the larger part and changes with its version only.
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8350" } },
});
