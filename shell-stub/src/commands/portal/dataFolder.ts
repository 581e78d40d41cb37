import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { removeEmbedded } from '@sunshine-aid/api-server'
import { tryLock } from '../../../bin/lock.mjs'
import { Refusal } from '../commandLine.ts'
import { databaseUrls } from '../config.ts'
import { onShutDown } from './shutDown.ts'

/** What a data folder may hold: nothing else is ever deleted by `--fresh`. */
const OURS = /^((postgres|keys|stub-issuer-key|audit-anchors|failures|demo\.json).*|(portal|set-up)\..*)$/

/**
 * Makes `folder` this process's own until it ends. `fresh` deletes what an earlier
 * portal left there.
 * @throws {Refusal} when another portal runs on it (the message says where), or when it is not a data folder to delete
 */
export async function claimDataFolder(folder: string, fresh: boolean): Promise<void> {
  await mkdir(folder, { recursive: true })
  const lock = tryLock(join(folder, 'portal.lock'))
  if (lock.holder) throw new Refusal(alreadyRunning(folder, lock.holder.pid))
  onShutDown(() => {
    rmSync(join(folder, 'portal.url'), { force: true })
    lock.release()
  })
  if (fresh) await empty(folder)
}

/** Notes the portal's address, for whoever tries to start a second one on the same folder. */
export function noteUrl(folder: string, url: string): void {
  writeFileSync(join(folder, 'portal.url'), url)
}

async function empty(folder: string): Promise<void> {
  if (databaseUrls) {
    throw new Refusal(
      '--fresh does not empty the database that DATABASE_URL names: drop it and create it again.',
    )
  }
  const stranger = (await readdir(folder)).find(name => !OURS.test(name))
  if (stranger !== undefined) {
    throw new Refusal(
      `--fresh deletes the data folder, but ${folder} holds "${stranger}", which is not the portal's. Name another folder with --data-dir.`,
    )
  }
  await removeEmbedded(folder)
  for (const name of await readdir(folder)) {
    if (!/^(portal|set-up)\./.test(name)) await rm(join(folder, name), { recursive: true, force: true })
  }
}

function alreadyRunning(folder: string, pid: number): string {
  const note = join(folder, 'portal.url')
  const where = existsSync(note) ? `runs at ${readFileSync(note, 'utf8')}` : 'is just starting'
  return `A portal on the data folder ${folder} ${where} (process ${pid}). Use that one, stop it, or name another folder with --data-dir.`
}
