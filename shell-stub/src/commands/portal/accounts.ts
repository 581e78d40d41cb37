import type { Db } from '@sunshine-aid/api-server'
import type { StubAccount } from '../../serve/stubAccount.ts'

/** More than anybody reads; the first ones are enough to try every role. */
const MOST = 60

/** Whom the stub lets in without a password: active accounts with the role and the place that they hold today. */
export async function listAccounts(owner: Db): Promise<StubAccount[]> {
  return owner
    .selectFrom('account')
    .innerJoin('role_assignment', 'role_assignment.account_id', 'account.id')
    .innerJoin('org', 'org.id', 'role_assignment.org_id')
    .select(['account.subject', 'account.name', 'role_assignment.role', 'org.name as orgName'])
    .where('account.status', '=', 'active')
    .orderBy('org.path')
    .orderBy('role_assignment.role')
    .orderBy('account.subject')
    .limit(MOST)
    .execute()
}
