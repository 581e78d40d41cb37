import type { BrowserContext, Page, Request, Response } from 'playwright-core'

export interface SeenRequest {
  readonly url: string
  readonly type: string
  /** `undefined` for one that no page has made. */
  readonly page: Page | undefined
}

export interface SeenResponse {
  readonly url: string
  readonly status: number
  readonly type: string
  /** Media type without its parameters. */
  readonly mime: string
  readonly fromServiceWorker: boolean
}

/** Everything that the pages of a context have asked for. */
export interface Network {
  readonly requests: readonly SeenRequest[]
  readonly responses: readonly SeenResponse[]
  /** Texts of JSON answers whose address ends like that of a release file, by address. */
  readonly releases: ReadonlyMap<string, Promise<string>>
  /** Milliseconds since the last request, answer or failure. */
  readonly quietFor: () => number
}

export function watchNetwork(context: BrowserContext): Network {
  const requests: SeenRequest[] = []
  const responses: SeenResponse[] = []
  const releases = new Map<string, Promise<string>>()
  let last = Date.now()
  const touch = () => (last = Date.now())

  context.on('request', request => {
    touch()
    requests.push({ url: request.url(), type: request.resourceType(), page: pageOf(request) })
  })
  context.on('requestfailed', touch)
  context.on('requestfinished', touch)
  context.on('response', response => {
    const url = response.url()
    responses.push({
      url,
      status: response.status(),
      type: response.request().resourceType(),
      mime: mimeOf(response.headers()),
      fromServiceWorker: response.fromServiceWorker(),
    })
    if (/\/release\.json$|\/releases\/[^/]+\.json$/.test(pathOf(url))) releases.set(url, textOf(response))
  })
  return { requests, responses, releases, quietFor: () => Date.now() - last }
}

export function mimeOf(headers: Readonly<Record<string, string>>): string {
  return (headers['content-type'] ?? '').replace(/;.*/, '').trim().toLowerCase()
}

/** Origin and path, by which two requests for the same thing are told to be so. */
export function targetOf(url: string): string {
  return url.replace(/[?#].*/, '')
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : ''
}

function pageOf(request: Request): Page | undefined {
  try {
    return request.frame().page()
  } catch {
    return undefined // a service worker's, or the first of a page that is only being made
  }
}

async function textOf(response: Response): Promise<string> {
  try {
    return await response.text()
  } catch {
    return ''
  }
}
