import { wordsIn } from '@sunshine-aid/domain'
import type { Locale } from '@sunshine-aid/host-contract'
import type { DemoAccount } from '../stubIssuer.ts'

/** The accounts in which every word of `query` occurs: in the name, the role, the place or the subject. */
export function findAccounts(accounts: readonly DemoAccount[], query: string, locale: Locale): DemoAccount[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean)
  const roles = wordsIn(locale).role
  return accounts.filter(({ name, role, orgName, detail = '', subject }) => {
    const words = [name, roles[role], orgName, detail, subject].join(' ').toLowerCase()
    return wanted.every(word => words.includes(word))
  })
}
