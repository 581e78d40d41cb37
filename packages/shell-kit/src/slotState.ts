import type { Passport } from '@sunshine-aid/host-contract'
import type { SlotFailure } from './slotFailure.ts'

/**
 * - `loading`: its program arrives, or starts
 * - `slow`: starting takes longer than it should; `goOn()` waits on, `giveUp()` stops it
 * - `open`
 * - `parked`: out of sight, and as it was when it comes back
 * - `failed`: why; `open()` tries again
 */
export type SlotState =
  | { readonly is: 'empty' | 'loading' | 'slow' | 'parked' }
  | {
      readonly is: 'open'
      /** The version before runs, because the present one does not. */
      readonly usesPrevious: boolean
      /** What happened to the present one, where it was in this page. */
      readonly passport?: Passport
    }
  | ({ readonly is: 'failed' } & SlotFailure)
