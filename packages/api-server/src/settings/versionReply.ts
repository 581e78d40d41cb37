import type { SettingVersion } from '@sunshine-aid/api-contract'
import { SettingValueOrNone } from '@sunshine-aid/domain'
import type { Principal } from '../database/principal.ts'
import { mayDecideAt } from './place.ts'
import type { VersionRow } from './versionQueries.ts'

/** A version as `principal` may see it: everybody whom it holds for reads all of it. */
export function versionReply(principal: Principal, row: VersionRow): SettingVersion {
  const waits = row.state === 'proposed'
  const isOwn = row.proposed_by === principal.accountId
  return {
    id: row.id,
    key: row.key,
    orgId: row.org_id,
    orgName: row.org_name,
    orgKind: row.org_kind,
    value: SettingValueOrNone.parse(row.value),
    validFrom: row.effective_from ?? row.valid_from,
    grounds: row.grounds,
    state: row.state,
    proposedByName: row.proposed_by_name,
    proposedAt: row.proposed_at.toISOString(),
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    remark: row.remark,
    mayDecide: waits && !isOwn && mayDecideAt(principal, row.org_kind, row.org_path),
    mayWithdraw: waits && isOwn,
    version: row.version,
  }
}
