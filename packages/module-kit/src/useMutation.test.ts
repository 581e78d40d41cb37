import { ProblemError } from '@sunshine-aid/api-contract'
import { mount } from '@vue/test-utils'
import { describe, expect, it, onTestFinished } from 'vitest'
import { defineComponent, ref } from 'vue'
import { MODULE_CONTEXT, type ModuleContext } from './context.ts'
import { createTestHost } from './testing/testHost.ts'
import { useMutation, type Attempt, type Mutation } from './useMutation.ts'

type Write = (input: number, attempt: Attempt) => Promise<string>

function aMutation(write: Write): Mutation<number, string> & { leave(): void } {
  const host = createTestHost({ moduleId: 'sample', getToken: async () => 'token', permissions: [] })
  onTestFinished(host.end)
  let mutation: Mutation<number, string> | undefined
  const Page = defineComponent({
    setup() {
      mutation = useMutation(write)
      return () => null
    },
  })
  const context = { host, pageTitle: ref() } as unknown as ModuleContext
  const page = mount(Page, { global: { provide: { [MODULE_CONTEXT as symbol]: context } } })
  return { ...mutation!, leave: () => page.unmount() }
}

const lost = () => Promise.reject(new ProblemError('unavailable', 'x'))
const refused = () => Promise.reject(new ProblemError('not_allowed', 'x'))

describe('useMutation', () => {
  it('gives the reply and says while it waits', async () => {
    const save = aMutation(async input => `saved ${input}`)
    const running = save.run(1)
    expect(save.pending.value).toBe(true)
    expect(await running).toEqual({ ok: true, reply: 'saved 1' })
    expect(save.pending.value).toBe(false)
  })

  it('sends once, however often the button is pressed', async () => {
    let sent = 0
    const save = aMutation(async () => `sent ${(sent += 1)}`)
    const outcomes = await Promise.all([save.run(1), save.run(1), save.run(1)])
    expect(sent).toBe(1)
    expect(new Set(outcomes).size).toBe(1)
  })

  it('does not reject: a problem is an outcome, until the next try or until it is cleared', async () => {
    const answers = [refused, async () => 'well', refused]
    const save = aMutation(() => answers.shift()!())
    expect(await save.run(1)).toMatchObject({ ok: false, error: { code: 'not_allowed' } })
    expect(save.error.value?.code).toBe('not_allowed')
    await save.run(1)
    expect(save.error.value).toBeUndefined()
    await save.run(1)
    save.clear()
    expect(save.error.value).toBeUndefined()
  })

  it('repeats the key when the outcome is unknown and the input the same, else takes a new one', async () => {
    const keys: string[] = []
    const answers = [lost, lost, async () => 'well', refused, lost, lost]
    const save = aMutation((_, { idempotencyKey }) => {
      keys.push(idempotencyKey)
      return answers.shift()!()
    })
    for (const input of [1, 1, 1, 1, 1, 2]) await save.run(input)
    const [first, second, third, afterSuccess, afterRefusal, otherInput] = keys
    expect([second, third]).toEqual([first, first])
    expect(new Set([first, afterSuccess, afterRefusal, otherInput]).size).toBe(4)
  })

  it('shows nothing on a page that was left meanwhile', async () => {
    let fail: (error: unknown) => void = () => undefined
    const save = aMutation(() => new Promise((_, reject) => (fail = reject)))
    const running = save.run(1)
    save.leave()
    fail(new ProblemError('internal', 'x'))
    expect(await running).toEqual({ ok: false, error: undefined })
    expect(save.error.value).toBeUndefined()
  })
})
