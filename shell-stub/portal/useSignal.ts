import type { Signal } from '@sunshine-aid/host-contract'
import { onScopeDispose, shallowRef, type Ref } from 'vue'

/** A signal of the shell as a ref, for as long as the component lives. */
export function useSignal<T>(signal: Signal<T>): Readonly<Ref<T>> {
  const value = shallowRef(signal.get())
  onScopeDispose(signal.subscribe(next => (value.value = next)))
  return value
}
