import { LoadError } from './loadError.ts'

/**
 * Whether a script can be had, and is the right one: browsers do not say why an import failed. Nothing remembers a
 * failure of this.
 * @throws {LoadError} `missing`, `unreachable`, `html`, `wrong_type`, `wrong_hash`
 */
export async function reachFile(url: string, integrity: string | undefined): Promise<void> {
  const response = await fetch(url, { cache: 'reload' }).catch((cause: unknown) => {
    throw new LoadError('unreachable', `${url} does not answer.`, { cause })
  })
  await response.arrayBuffer()
  const { status } = response
  if (status === 404 || status === 410) throw new LoadError('missing', `There is nothing at ${url}.`)
  if (!response.ok) throw new LoadError('unreachable', `${url} answered with status ${status}.`)
  checkType(url, response.headers.get('content-type') ?? '')
  if (integrity !== undefined) await checkBytes(url, integrity)
}

function checkType(url: string, type: string): void {
  if (/\bhtml\b/i.test(type)) throw new LoadError('html', `A page came in the place of ${url}.`)
  if (!/\b(?:java|ecma)script\b/i.test(type))
    throw new LoadError('wrong_type', `${url} is served as "${type}".`)
}

/** The browser compares; that works where there is no `crypto.subtle`, too. */
async function checkBytes(url: string, integrity: string): Promise<void> {
  try {
    await (await fetch(url, { integrity })).arrayBuffer()
  } catch (cause) {
    throw new LoadError('wrong_hash', `The bytes of ${url} are not those that were released.`, { cause })
  }
}
