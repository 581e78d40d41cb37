import { describe, expectTypeOf, it } from 'vitest'
import type { ApiClient } from './createApi.ts'
import type { CallInput } from './input.ts'
import type {
  addItem,
  changeItem,
  fetchFile,
  getItem,
  removeItem,
  sendFile,
} from './testing/sampleEndpoints.ts'

describe('the type of a call', () => {
  it('asks for exactly what the endpoint declares', () => {
    expectTypeOf<{ params: { id: string } }>().toExtend<CallInput<typeof getItem>>()
    expectTypeOf<{ query: { tags: string[] } }>().not.toExtend<CallInput<typeof getItem>>()
    expectTypeOf<{ body: { count: number } }>().toExtend<CallInput<typeof addItem>>()
    expectTypeOf<Record<never, never>>().not.toExtend<CallInput<typeof addItem>>()
    expectTypeOf<{ params: { id: string }; body: object }>().not.toExtend<CallInput<typeof removeItem>>()
    expectTypeOf<{ body: Blob }>().toExtend<CallInput<typeof sendFile>>()
  })

  it('asks for the version exactly where a record is changed', () => {
    expectTypeOf<{ params: { id: string }; body: { count: number } }>().not.toExtend<
      CallInput<typeof changeItem>
    >()
    expectTypeOf<{ params: { id: string }; body: { count: number }; ifMatch: number }>().toExtend<
      CallInput<typeof changeItem>
    >()
    expectTypeOf<{ params: { id: string }; ifMatch: number }>().not.toExtend<CallInput<typeof getItem>>()
  })

  it('needs no input where nothing is required', () => {
    type Download = ApiClient['download']
    expectTypeOf<Parameters<Download>>().toExtend<readonly unknown[]>()
    expectTypeOf<Record<never, never>>().toExtend<CallInput<typeof fetchFile>>()
  })
})
