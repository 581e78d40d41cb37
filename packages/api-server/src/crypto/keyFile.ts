import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { KeyError, MASTER_KEY_BYTES, parseKeys, type KeyProvider } from './keyring.ts'

/**
 * Master keys in a file that only its owner can read; made at the first start. Whoever has this file and the
 * database can read every sealed column: back it up apart from the database.
 */
export async function openKeyFile(path: string): Promise<KeyProvider> {
  try {
    return await readKeyFile(path)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
  await createOnce(path, `${newKey('k1')}\n`)
  return readKeyFile(path)
}

/** Puts a new key in front; what is written from now on uses it, the older keys go on reading. */
export async function rotateKeyFile(path: string): Promise<KeyProvider> {
  const { keys } = await openKeyFile(path)
  const id = `k${keys.size + 1}`
  const older = [...keys].map(([oldId, key]) => `${oldId}:${Buffer.from(key).toString('base64')}`)
  const next = await writePrivate(path, `${[newKey(id), ...older].join(',')}\n`)
  await rename(next, path)
  return readKeyFile(path)
}

async function readKeyFile(path: string): Promise<KeyProvider> {
  const text = await readFile(path, 'utf8')
  await chmod(path, 0o600)
  if (text.trim() === '') throw new KeyError('badKeys', 'the key file is empty')
  return parseKeys(text.trim())
}

function newKey(id: string): string {
  return `${id}:${randomBytes(MASTER_KEY_BYTES).toString('base64')}`
}

/** Two processes may start for the first time at once: a link fails where the name is taken, so one key wins. */
async function createOnce(path: string, text: string): Promise<void> {
  const written = await writePrivate(path, text)
  try {
    await link(written, path)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    await unlink(written)
  }
}

/** A complete, synced file beside `path`: a crash never leaves half a key under its name. */
async function writePrivate(path: string, text: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true })
  const beside = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(beside, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  return beside
}

function isMissing(error: unknown): boolean {
  return hasCode(error, 'ENOENT')
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
