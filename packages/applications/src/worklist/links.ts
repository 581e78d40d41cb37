import type { WaitingKind } from '@sunshine-aid/api-contract'
import type { WorkKind } from '@sunshine-aid/domain'
import type { LinkTarget } from '@sunshine-aid/ui-kit'
import type { WorkTextKey } from './messages.ts'

/** Where each kind of other work is done, and what it is called: one line a kind. */
export const WORK_LINKS: Readonly<Record<WorkKind, { readonly to: LinkTarget; readonly text: WorkTextKey }>> =
  {
    stuck: { to: { name: 'list', query: { view: 'stuck' } }, text: 'kindStuck' },
    reading: { to: { name: 'reading' }, text: 'kindReading' },
    delegation: { to: { name: 'delegations' }, text: 'kindDelegation' },
    visit: { to: { name: 'visits' }, text: 'kindVisit' },
    review: { to: { name: 'episodes', query: { due: 'review' } }, text: 'kindReview' },
    refresh: { to: { name: 'episodes', query: { due: 'refresh' } }, text: 'kindRefresh' },
    exitVote: { to: { name: 'episodes', query: { status: 'exitReview' } }, text: 'kindExitVote' },
    exitConfirm: { to: { name: 'episodes', query: { status: 'exitReview' } }, text: 'kindExitConfirm' },
    service: { to: { name: 'episodes', query: { due: 'service' } }, text: 'kindService' },
    provisional: { to: { name: 'episodes', query: { status: 'provisional' } }, text: 'kindProvisional' },
    transfer: { to: { name: 'transfers' }, text: 'kindTransfer' },
    notice: { to: { name: 'notices' }, text: 'kindNotice' },
    proposal: { to: { name: 'sweeps' }, text: 'kindProposal' },
    export: { to: { name: 'exports' }, text: 'kindExport' },
    setting: { to: { name: 'settings' }, text: 'kindSetting' },
  }

/** How much of `kinds` waits behind the page that is called `name`: the number of its entry in the navigation. */
export function countBehind(name: string, kinds: readonly Pick<WaitingKind, 'kind' | 'count'>[]): number {
  const behind = kinds.filter(({ kind }) => pageOf(WORK_LINKS[kind].to) === name)
  return behind.reduce((sum, { count }) => sum + count, 0)
}

const pageOf = (to: LinkTarget) => (typeof to === 'object' && 'name' in to ? to.name : undefined)
