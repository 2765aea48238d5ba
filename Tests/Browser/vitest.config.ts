import { defineConfig } from "vitest/config";

// One world and one browser at a time: these tests kill gateways and look at the clock.
export default defineConfig({
  test: { include: ["tests/**/*.test.ts"], fileParallelism: false, testTimeout: 240_000, hookTimeout: 180_000, maxWorkers: 1 },
});
