import { createServer } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { complaint, findShell } from './findShell.ts'
import { deployedShell } from './testing/deployedShell.ts'

describe('the shell', () => {
  it('may hold its release in the page or in a file beside it', async () => {
    for (const page of [undefined, '<!doctype html><p>a shell that asks for its release']) {
      const shell = await deployedShell(page)
      const { release } = await findShell(shell.url)
      expect(release.modules.map(({ manifest }) => manifest.id)).toEqual(['alpha', 'beta'])
      shell.close()
    }
  })
})

describe('what cannot be used says what to do', () => {
  it('an address that is none', async () => {
    await expect(findShell('ftp://portal.example')).rejects.toThrow('name it as https://portal.example/')
  })

  it('a server that is not there', async () => {
    const server = createServer()
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    await expect(findShell(`http://127.0.0.1:${port}/`)).rejects.toThrow('Is the portal running')
  })

  it('a page that takes our files from another origin', async () => {
    const shell = await deployedShell('<script src="https://files.example/mf/loader.js"></script>')
    await expect(findShell(shell.url)).rejects.toThrow('takes our files from https://files.example')
    shell.close()
  })

  it('a page without our modules, on a server that has no release either', async () => {
    const shell = await deployedShell('<!doctype html><p>somebody else’s page', { hasRelease: false })
    await expect(findShell(shell.url)).rejects.toThrow(`there is none at ${shell.url}mf/release.json`)
    shell.close()
  })

  it.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'NODE_EXTRA_CA_CERTS'],
    ['CERT_HAS_EXPIRED', 'not trusted'],
    ['ENOTFOUND', 'VPN'],
    ['ECONNRESET', 'does not answer'],
  ])('%s: %s', (code, advice) => {
    const error = new TypeError('fetch failed', { cause: { code } })
    expect(complaint(new URL('https://portal.example/'), error)).toContain(advice)
  })
})
