import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Sessions and whole commands use every core already: more test files at once only make them slower.
    maxWorkers: 2,
  },
});
