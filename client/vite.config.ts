import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

// The compiled client lies in the Python package, so that a wheel has it and its user needs no Node.
export default defineConfig({
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  base: "/",
  build: {
    outDir: "../src/sayso/web/static",
    emptyOutDir: true,
    target: "es2022",
    // The content security policy lets no data: script or style in; every asset is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    // What is compiled in asks for its licence to go along.
    license: { fileName: "licenses.md" },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8765" } },
});
