import { existsSync, readFileSync } from "node:fs";
import { defineConfig } from "vite";

// While developing, the page comes from here and everything else from a gateway that `./ops up` started.
const state = process.env.OPS_STATE ?? "../.ops";
const read = (name: string) => (existsSync(`${state}/${name}`) ? readFileSync(`${state}/${name}`, "utf8").trim() : undefined);
const gateway = process.env.OPS_GATEWAY ?? `http://127.0.0.1:${read("run/gateway.port") ?? 5180}`;

/** The gateway lets in changes from its own pages only, so those that come from this server's pages are passed on as its own. */
const toGateway = {
  target: gateway,
  changeOrigin: true,
  configure: (proxy: { on(event: "proxyReq", listener: (outgoing: { setHeader(name: string, value: string): void }, incoming: { headers: Record<string, string | string[] | undefined> }) => void): void }) => {
    proxy.on("proxyReq", (outgoing, { headers }) => {
      if (headers.origin === `http://${headers.host}`) {
        outgoing.setHeader("origin", gateway);
      }
    });
  },
};

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2023",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // data: addresses would need a wider policy
    cssCodeSplit: false,
    sourcemap: false,
  },
  server: {
    port: Number(process.env.PORT ?? 5173),
    strictPort: true,
    host: "127.0.0.1",
    proxy: { "/api": toGateway, "/readyz": toGateway, "/openapi": toGateway },
  },
  test: { include: ["tests/**/*.test.ts"], setupFiles: ["tests/page.ts", "tests/fuzz.ts"], environment: "node", testTimeout: 60_000 + Number(process.env.OPS_FUZZ_SECONDS ?? 0) * 1_000 },
} as Parameters<typeof defineConfig>[0]);
