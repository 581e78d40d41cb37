import type { Role } from '@sunshine-aid/domain'

/** Somebody as whom one can sign in without a password. Only the stub has such a thing. */
export interface StubAccount {
  /** The `sub` of the tokens, by which the database knows the account. */
  readonly subject: string
  readonly name: string
  readonly role: Role
  /** The place for which they act, as a heading: a school, a county, a city, the province. */
  readonly orgName: string
  /** Where within that place, for those who need it: a class. */
  readonly detail?: string
}

export type ListAccounts = () => Promise<readonly StubAccount[]>
