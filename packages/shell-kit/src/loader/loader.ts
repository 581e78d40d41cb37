import {
  insertImportMap,
  nonceInPage,
  supportsImportMaps,
  type MapRefusal,
} from '../importMap/insertImportMap.ts'
import { markOf, scopedImportMap } from '../importMap/scopedImportMap.ts'
import { trustedPolicy } from '../importMap/trustedPolicy.ts'
import { showFailure } from './failureText.ts'
import { runsBundled, runsShared } from './kernel.ts'
import { HANDLE, RELEASE_FILES, type LoaderFailure, type LoaderHandle } from './loaderHandle.ts'
import { absoluteMap, firstFiles, type PublishedRelease } from './publishedRelease.ts'
import type { SunshineAid } from './sunshineAid.ts'

// For a portal that can add nothing but one script tag. Built into `loader.js`: a classic script without imports,
// which every browser since 2016 can read, so that the old ones are told.

/** Where shell-kit lies, written in by the build. */
declare const SHELL_KIT: { readonly file: string; readonly integrity: string }

const WAIT_MS = 8_000

const tag = document.currentScript as HTMLScriptElement
const folder = new URL('.', tag.src).href
const nonce = tag.nonce || nonceInPage()
const { base: portalBase = '/', build: wanted, outlet } = tag.dataset

const ready = new Promise<SunshineAid>((resolve, reject) => {
  const fail = (failure: LoaderFailure, cause?: unknown) => {
    showFailure(failure, outlet)
    reject(Object.assign(new Error(`sunshine-aid: ${failure}`), { code: failure, cause }))
  }
  if (runsBundled()) load({ folder, portalBase, resolve, fail })
  else fail('browser-too-old')
})

Object.assign(window, { sunshineAid: { ready } })

function load(handle: Pick<LoaderHandle, 'folder' | 'portalBase' | 'resolve' | 'fail'>): void {
  const build = wanted !== 'bundled' && runsShared() && supportsImportMaps() ? 'shared' : 'bundled'
  fetchRelease(folder + RELEASE_FILES[build]).then(
    text => {
      try {
        const release = JSON.parse(text) as PublishedRelease
        const refusal = build === 'shared' ? share(release) : wanted === build ? 'asked-for' : 'unsupported'
        Object.assign(window, { [HANDLE]: Object.assign(handle, { release, build, refusal }) })
        runKit(() => handle.fail('kit-unreachable'))
      } catch (cause) {
        handle.fail('release-malformed', cause)
      }
    },
    (cause: unknown) => handle.fail('release-unreachable', cause),
  )
}

function fetchRelease(url: string): Promise<string> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`${url} took longer than ${WAIT_MS} ms`)), WAIT_MS)
  })
  const text = fetch(url, { cache: 'no-cache' }).then(reply => {
    if (!reply.ok) throw new Error(`${url} answered with status ${reply.status}`)
    return reply.text()
  })
  return Promise.race([text, late])
}

/** Before any module script is asked for: some browsers take no map after that. */
function share(release: PublishedRelease): MapRefusal | undefined {
  const map = absoluteMap(release.importMap, folder)
  const refusal = insertImportMap(scopedImportMap(map, markOf(release.id), folder), nonce)
  if (!refusal) firstFiles(release, map, folder, portalBase).forEach(url => preload(url, map.integrity[url]))
  return refusal
}

/** The files of the first view travel beside shell-kit, not after it. */
function preload(href: string, integrity = ''): void {
  const link = Object.assign(document.createElement('link'), { rel: 'modulepreload', href, integrity, nonce })
  link.onload = link.onerror = () => link.remove()
  document.head.append(link)
}

function runKit(onError: () => void): void {
  const { file, integrity } = SHELL_KIT
  const script = Object.assign(document.createElement('script'), { type: 'module', integrity, nonce })
  script.src = trustedPolicy().createScriptURL(folder + file)
  script.onload = () => script.remove()
  script.onerror = onError
  document.head.append(script)
}
