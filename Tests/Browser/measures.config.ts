import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["measures/**/*.test.ts"], fileParallelism: false, testTimeout: 600_000, hookTimeout: 180_000, maxWorkers: 1 },
});
