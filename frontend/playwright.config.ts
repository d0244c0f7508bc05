import { defineConfig, devices } from '@playwright/test'

// The machine's own Chromium: Playwright's browsers are never downloaded. `make e2e` finds or installs it.
if (!process.env.CHROMIUM_PATH) throw new Error('CHROMIUM_PATH is not set: run `make e2e`')
const launchOptions = {
  executablePath: process.env.CHROMIUM_PATH,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/support/server.ts',
  // Two cores carry the server and one browser; the journeys also share one region.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : [['list']],
  use: {
    baseURL: process.env.MINGZE_E2E_URL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    actionTimeout: 15_000,
    launchOptions,
  },
  projects: [
    {
      name: 'desktop',
      testIgnore: '**/phone/**',
      use: { ...devices['Desktop Chrome'], viewport: { width: 1360, height: 900 }, launchOptions },
    },
    {
      name: 'phone',
      testMatch: ['**/phone/**', '**/accessibility.spec.ts'],
      use: {
        ...devices['Desktop Chrome'],
        viewport: { width: 390, height: 844 },
        isMobile: true,
        hasTouch: true,
        deviceScaleFactor: 2,
        launchOptions,
      },
    },
  ],
})
