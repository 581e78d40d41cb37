import { createServer } from 'node:net'

/** The first port from `first` on that nobody listens at on this machine; `undefined` when twenty in a row are taken. */
export async function freePort(first: number): Promise<number | undefined> {
  for (let port = first; port < first + 20 && port <= 65_535; port++) if (await isFree(port)) return port
  return undefined
}

export function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)))
  })
}
