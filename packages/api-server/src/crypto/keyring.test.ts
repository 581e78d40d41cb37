import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openKeyFile, rotateKeyFile } from './keyFile.ts'
import { KeyError, createKeyring, parseKeys } from './keyring.ts'

const master = Buffer.alloc(32, 7).toString('base64')

describe('a keyring', () => {
  it('gives each purpose a key of its own', () => {
    const ring = createKeyring(parseKeys(`k1:${master}`))
    const purposes = ['seal.encrypt', 'seal.mac', 'blindIndex', 'database.app'] as const
    const keys = purposes.map(purpose => ring.derive('k1', purpose).toString('hex'))
    expect(new Set(keys).size).toBe(purposes.length)
    expect(keys).not.toContain(Buffer.alloc(32, 7).toString('hex'))
  })

  it('takes the first key as the current one', () => {
    const ring = createKeyring(parseKeys(`k2:${Buffer.alloc(32, 8).toString('base64')}, k1:${master}`))
    expect(ring.ids).toEqual(['k2', 'k1'])
  })

  it.each([
    ['a short key', 'k1:AAAA'],
    ['no key', ''],
    ['an id twice', `k1:${master},k1:${master}`],
    ['an id that would not fit the header', `${'k'.repeat(17)}:${master}`],
  ])('refuses %s', (_, text) => {
    expect(() => createKeyring(parseKeys(text))).toThrow(KeyError)
  })

  it('does not repeat key bytes when it refuses them', () => {
    expect(() => createKeyring(parseKeys('k1:c2VjcmV0'))).toThrow(/^(?!.*c2VjcmV0)/)
  })
})

describe('a key file', () => {
  let folder = ''
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'keys-'))))
  afterEach(() => rm(folder, { recursive: true }))

  it('is made once, for its owner only, and read again', async () => {
    const path = join(folder, 'deep', 'keys')
    const made = await openKeyFile(path)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await openKeyFile(path)).toEqual(made)
    expect(await readdir(join(folder, 'deep'))).toEqual(['keys'])
  })

  it('holds one key when several processes start for the first time at once', async () => {
    const path = join(folder, 'keys')
    const opened = await Promise.all(Array.from({ length: 20 }, () => openKeyFile(path)))
    const texts = opened.map(({ keys }) => Buffer.from(keys.get('k1')!).toString('hex'))
    expect(new Set(texts).size).toBe(1)
  })

  it('is closed to others again when it was opened to them', async () => {
    const path = join(folder, 'keys')
    await writeFile(path, `k1:${master}`, { mode: 0o644 })
    await openKeyFile(path)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('keeps its older keys when it is rotated', async () => {
    const path = join(folder, 'keys')
    const before = await openKeyFile(path)
    const after = await rotateKeyFile(path)
    expect(after.current).toBe('k2')
    expect(after.keys.get('k1')).toEqual(before.keys.get('k1'))
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('is never made anew over one that cannot be read', async () => {
    const path = join(folder, 'keys')
    await writeFile(path, '')
    await expect(openKeyFile(path)).rejects.toThrow(KeyError)
    expect(await readFile(path, 'utf8')).toBe('')
  })
})
