import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { chosenBrowser } from './config.ts'
import { packagedBrowser } from './packagedBrowser.ts'

/** A browser's program and the environment that it needs. */
export interface Program {
  readonly path: string
  readonly env?: NodeJS.ProcessEnv
}

export interface LaunchOptions {
  /** The program to run instead of the one that would be found. */
  readonly path?: string
  /** Shows its window, for somebody to sign in. */
  readonly headed?: boolean
}

const INSTALLED = [
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/** Nothing but the portal is asked for anything, and a container without /dev/shm or user namespaces will do. */
const FLAGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--no-pings',
  '--font-render-hinting=none',
]

/**
 * Starts a Chromium: the one named in `options` or by `CHROME_PATH`, else an installed Chrome or Chromium, else the
 * one that comes as a package. The caller closes it.
 * @throws {Error} when there is none, or when it does not start
 */
export async function launchBrowser({ path, headed = false }: LaunchOptions = {}): Promise<Browser> {
  const program: Program = path === undefined ? await findProgram() : { path }
  return chromium.launch({
    executablePath: program.path,
    headless: !headed,
    args: FLAGS,
    // The caller hears Ctrl-C itself, and closes what it has opened; a browser whose caller is gone ends by itself.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ...(program.env && { env: program.env }),
  })
}

async function findProgram(): Promise<Program> {
  const path = [chosenBrowser ?? '', ...INSTALLED].find(existsSync)
  return path === undefined ? packagedBrowser() : { path }
}
