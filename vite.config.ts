import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

// The product lives in Asia/Shanghai. Tests live half a world and half an hour away, so that a date
// that was read in the machine's own zone shows.
const TEST_ZONE = 'America/St_Johns'

const database = 'packages/api-server/src/testing/globalSetup.ts'
const pageTests = 'packages/*/src/**/*Page.test.ts'
const databaseTests = [
  'packages/api-server/src/**/*.test.ts',
  'test/contract/**/*.test.ts',
  'test/security/**/*.test.ts',
]
const buildTests = 'packages/module-kit/src/build/**/*.test.ts'

/** Test folders of the packages that run in a browser: those that depend on Vue or on single-spa. */
const packages = join(import.meta.dirname, 'packages')
const browserTests = readdirSync(packages)
  .filter(name => existsSync(join(packages, name, 'package.json')))
  .filter(name => /"(vue|single-spa)":/.test(readFileSync(join(packages, name, 'package.json'), 'utf8')))
  .map(name => `packages/${name}/src/**/*.test.ts`)
  .concat('shell-stub/portal/**/*.test.ts')

/** One Vitest project: `npx vitest run --project <name> [path]`. */
function project(
  name: string,
  test: NonNullable<TestProjectInlineConfiguration['test']>,
): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name,
      setupFiles: 'test/support/failOnConsole.ts',
      exclude: ['**/node_modules/**', '**/dist/**'],
      ...test,
    },
  }
}

export default defineConfig({
  plugins: [vue()],
  test: {
    env: { TZ: TEST_ZONE },
    restoreMocks: true,
    hookTimeout: 60_000,
    testTimeout: 20_000, // a machine that does other things as well is no fault of a test
    projects: [
      project('unit', {
        include: [
          'packages/*/src/**/*.test.ts',
          'shell-stub/**/*.test.ts',
          'test/architecture/**/*.test.ts',
          'test/support/**/*.test.ts',
        ],
        exclude: ['**/node_modules/**', ...browserTests, ...databaseTests],
      }),
      project('dom', {
        environment: 'jsdom',
        include: browserTests,
        exclude: ['**/node_modules/**', pageTests, buildTests],
      }),
      project('build', { include: [buildTests], testTimeout: 60_000 }),
      // A page is mounted against the real API on a real database.
      project('page', {
        environment: 'jsdom',
        include: [pageTests],
        globalSetup: database,
      }),
      project('server', {
        include: databaseTests,
        globalSetup: database,
      }),
      project('start', {
        include: ['test/start/**/*.test.ts', 'test/fault/**/*.test.ts'],
        fileParallelism: false,
        testTimeout: 120_000,
        hookTimeout: 120_000,
      }),
      project('e2e', {
        include: ['e2e', 'lifecycle', 'embedding', 'doctor', 'dev'].map(
          folder => `test/${folder}/**/*.test.ts`,
        ),
        globalSetup: 'test/support/portal.ts',
        fileParallelism: false,
        testTimeout: 60_000,
        hookTimeout: 120_000,
      }),
    ],
  },
})
