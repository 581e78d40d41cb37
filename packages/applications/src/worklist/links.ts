import type { WorkKind } from '@sunshine-aid/domain'
import type { LinkTarget } from '@sunshine-aid/ui-kit'
import type { WorkTextKey } from './messages.ts'

/** Where each kind of other work is done, and what it is called: one line a kind. */
export const WORK_LINKS: Readonly<Record<WorkKind, { readonly to: LinkTarget; readonly text: WorkTextKey }>> =
  {
    stuck: { to: { name: 'list', query: { view: 'stuck' } }, text: 'kindStuck' },
    reading: { to: { name: 'reading' }, text: 'kindReading' },
    delegation: { to: { name: 'delegations' }, text: 'kindDelegation' },
  }
