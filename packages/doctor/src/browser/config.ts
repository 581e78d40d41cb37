import { delimiter } from 'node:path'

const { env } = process

/** The browser's program, where somebody has chosen one. */
export const chosenBrowser = env['CHROME_PATH']

/** The environment of a browser that brings its own system libraries and fonts. */
export function environmentWith(libraries: string, fonts: string): NodeJS.ProcessEnv {
  const path = [libraries, env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter)
  return { ...env, LD_LIBRARY_PATH: path, FONTCONFIG_PATH: fonts }
}

/** Runs `work` while `folder` is the system's folder for temporary files. */
export async function withTemporaryFolder(folder: string, work: () => Promise<unknown>): Promise<void> {
  const before = env['TMPDIR']
  env['TMPDIR'] = folder
  try {
    await work()
  } finally {
    if (before === undefined) delete env['TMPDIR']
    else env['TMPDIR'] = before
  }
}
