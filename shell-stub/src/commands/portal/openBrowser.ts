import { spawn } from 'node:child_process'
import { isUnattended } from '../config.ts'

const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
  linux: ['xdg-open'],
}

/** Opens `url` in the user's browser where there is one; that there is none is no fault. */
export function openBrowser(url: string): void {
  const [program, ...args] = openers[process.platform] ?? []
  if (isUnattended || program === undefined) return
  spawn(program, [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
}
