import { ProblemError } from '@sunshine-aid/api-contract'
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { effectScope, ref } from 'vue'
import { useRequest, type RequestState } from './useRequest.ts'

/** Answers that a test gives when it wants to. */
function questions() {
  const asked: { readonly signal: AbortSignal; answer(value: string): void; fail(error: unknown): void }[] =
    []
  const ask = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
      asked.push({ signal, answer: resolve, fail: reject })
    })
  return { asked, ask }
}

const never = new Promise<never>(() => undefined)

function inScope<T>(run: () => RequestState<T>) {
  const scope = effectScope()
  return { scope, request: scope.run(run)! }
}

describe('useRequest', () => {
  it('asks at once and shows the answer', async () => {
    const { asked, ask } = questions()
    const { request } = inScope(() => useRequest(ask))
    expect(request.pending.value).toBe(true)
    asked[0]!.answer('a')
    await flushPromises()
    expect([request.data.value, request.pending.value, request.error.value]).toEqual(['a', false, undefined])
  })

  it('asks again when what it reads changes, and aborts the question before', async () => {
    const { asked, ask } = questions()
    const filter = ref('one')
    inScope(() => useRequest(signal => (filter.value ? ask(signal) : never)))
    filter.value = 'two'
    await flushPromises()
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false])
  })

  it('drops an answer that comes after a newer question, even from one who does not listen to the signal', async () => {
    const answers: ((value: string) => void)[] = []
    const filter = ref('one')
    const { request } = inScope(() =>
      useRequest(() => (filter.value ? new Promise<string>(resolve => answers.push(resolve)) : never)),
    )
    filter.value = 'two'
    await flushPromises()
    answers[1]!('new')
    answers[0]!('late')
    await flushPromises()
    expect(request.data.value).toBe('new')
  })

  it('keeps the last answer on screen while it asks again, and after a failure', async () => {
    const { asked, ask } = questions()
    const { request } = inScope(() => useRequest(ask))
    asked[0]!.answer('a')
    await flushPromises()
    const reloaded = request.reload()
    expect([request.data.value, request.pending.value]).toEqual(['a', true])
    asked[1]!.fail(new ProblemError('unavailable', 'x'))
    await reloaded
    expect([request.data.value, request.error.value?.code]).toEqual(['a', 'unavailable'])
  })

  it('forgets a failure when the next answer is good', async () => {
    const { asked, ask } = questions()
    const { request } = inScope(() => useRequest(ask))
    asked[0]!.fail(new ProblemError('unavailable', 'x'))
    await flushPromises()
    const reloaded = request.reload()
    asked[1]!.answer('b')
    await reloaded
    expect(request.error.value).toBeUndefined()
  })

  it('turns a fault of ours into a problem and keeps its cause', async () => {
    const cause = new TypeError('no')
    const { request } = inScope(() => useRequest(() => Promise.reject(cause)))
    await flushPromises()
    expect(request.error.value).toMatchObject({ code: 'internal', cause })
  })

  it('ends with its component', async () => {
    const { asked, ask } = questions()
    const { scope, request } = inScope(() => useRequest(ask))
    scope.stop()
    expect(asked[0]!.signal.aborted).toBe(true)
    await flushPromises()
    expect(request.error.value).toBeUndefined()
  })
})
