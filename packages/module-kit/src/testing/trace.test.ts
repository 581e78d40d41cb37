import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createApp, h } from 'vue'
import { watchTrace, type TraceWatch } from './trace.ts'

let trace: TraceWatch

beforeEach(() => {
  trace = watchTrace()
})
afterEach(() => trace.stop())

const grown = () => trace.growth().map(({ kind, what }) => `${kind} ${what}`)

const nothing = () => undefined

// Vue leaves one mark on the window, when it is first used.
createApp({ render: () => h('p') })

describe('a trace', () => {
  it('names the file and the line of who left something', () => {
    const timer = setInterval(nothing, 60_000)
    const [culprit] = trace.growth()
    expect(culprit).toMatchObject({ kind: 'timer', what: 'setInterval' })
    expect(culprit!.by[0]).toMatch(/trace\.test\.ts:\d+:\d+$/)
    clearInterval(timer)
    expect(trace.growth()).toEqual([])
  })

  it('knows listeners by type, function and phase, and forgets those that are gone', () => {
    window.addEventListener('popstate', nothing)
    window.addEventListener('popstate', nothing)
    document.addEventListener('click', nothing, true)
    expect(grown()).toEqual(['listener window popstate', 'listener document click'])
    document.removeEventListener('click', nothing)
    expect(grown()).toHaveLength(2)
    document.removeEventListener('click', nothing, { capture: true })
    window.removeEventListener('popstate', nothing)
    expect(grown()).toEqual([])
  })

  it('forgets a listener that was to be called once, or whose signal was aborted', () => {
    const controller = new AbortController()
    window.addEventListener('sample', nothing, { once: true })
    document.addEventListener('sample', nothing, { signal: controller.signal })
    expect(grown()).toEqual(['listener window sample', 'listener document sample'])
    window.dispatchEvent(new Event('sample'))
    controller.abort()
    expect(grown()).toEqual([])
  })

  it('leaves out listeners of elements, which go with them', () => {
    document.createElement('p').addEventListener('click', nothing)
    expect(grown()).toEqual([])
  })

  it('forgets a timer that has run', async () => {
    await new Promise(resolve => setTimeout(resolve))
    expect(grown()).toEqual([])
  })

  it('sees observers, styles, elements, globals and Vue applications', () => {
    const observer = new MutationObserver(nothing)
    observer.observe(document.body, { childList: true })
    const style = document.head.appendChild(document.createElement('style'))
    const element = document.body.appendChild(document.createElement('aside'))
    Object.assign(window, { leftover: 1 })
    const app = createApp({ render: () => h('p') })
    app.mount(document.createElement('div'))
    expect(grown().sort()).toEqual([
      'element <aside>',
      'global leftover',
      'observer MutationObserver',
      'style <style>',
      'vue-app Vue application',
    ])
    expect(trace.growth().find(({ kind }) => kind === 'element')!.by[0]).toContain('trace.test.ts')
    observer.disconnect()
    style.remove()
    element.remove()
    Reflect.deleteProperty(window, 'leftover')
    app.unmount()
    expect(grown()).toEqual([])
  })

  it('sees a handler that was set as a property', () => {
    document.onclick = nothing
    expect(grown()).toEqual(['listener Document.onclick'])
    document.onclick = null
  })

  it('keeps every change of the address', () => {
    history.replaceState(null, '', '/sample/?q=x')
    expect(trace.historyCalls().map(({ what }) => what)).toEqual(['replaceState /sample/'])
    expect(trace.historyCalls()[0]!.by[0]).toContain('trace.test.ts')
  })

  it('puts everything back when it stops', () => {
    trace.stop()
    expect(Object.hasOwn(history, 'pushState')).toBe(false)
    expect(setTimeout.name).not.toBe('')
    window.addEventListener('popstate', nothing)
    expect(grown()).toEqual([])
    window.removeEventListener('popstate', nothing)
  })
})
