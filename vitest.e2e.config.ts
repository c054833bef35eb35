import { defineConfig } from 'vitest/config';

// One deployment serves all tests. Those that wait for schedules wait together; those that time a change, or put a function out of
// order, come after them, one after the other.
const alone = ['test/e2e/changes.e2e.ts', 'test/e2e/faults.e2e.ts'];
const common = { testTimeout: 300_000, hookTimeout: 300_000 };

export default defineConfig({
  test: {
    globalSetup: ['test/e2e/setup/global-setup.ts'],
    projects: [
      {
        test: {
          ...common,
          name: 'together',
          include: ['test/e2e/**/*.e2e.ts'],
          exclude: alone,
          // Waiting takes no processor.
          maxWorkers: 8,
          maxConcurrency: 20,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'alone',
          include: alone,
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
