import type { Off, Signal } from '@sunshine-aid/host-contract'
import { shallowRef, type Ref } from 'vue'

/** A host's signal as a ref, until `off` is called. */
export function signalRef<T>(signal: Signal<T>): { readonly value: Readonly<Ref<T>>; readonly off: Off } {
  const value = shallowRef(signal.get())
  const off = signal.subscribe(next => (value.value = next))
  return { value, off }
}
