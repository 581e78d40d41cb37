import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import type { TestInput } from '@sunshine-aid/api-server/src/testing/injectRequest.ts'
import type { Way } from './way.ts'

const vocational = (trx: Trx) => trx.updateTable('student').set({ stage: 'vocational' }).execute()

const notice = (plannedOn: string): TestInput => ({
  body: { kind: 'withdrawal', reason: 'studies', plannedOn, note: '跟不上' },
})

export const NOTICE_WAYS: readonly Way[] = [
  { code: 'compulsory_education', endpoint: 'fileNotice' },
  { code: 'notice_too_late', endpoint: 'fileNotice', given: vocational, input: notice('2026-10-11') },
  { code: 'notice_already_open', endpoint: 'fileNotice', given: vocational },
  {
    code: 'notice_acknowledged',
    endpoint: 'acknowledgeNotice',
    given: trx => trx.updateTable('withdrawal_notice').set({ status: 'acknowledged' }).execute(),
  },
]
