import type { ApplicationCommand, ApplicationStatus, Role } from '@sunshine-aid/domain'
import type { Insertable } from 'kysely'
import type { ApplicationEventTable } from '../database/tables.ts'
import type { Call } from './facts.ts'

export interface Happening {
  readonly command: ApplicationCommand
  /** The role in which it was done. */
  readonly role: Role
  /** Name of the head in whose stead it was done. */
  readonly onBehalfOf?: string | undefined
  readonly from: ApplicationStatus | null
  readonly to: ApplicationStatus
  readonly reasonCode?: string | null | undefined
  readonly text?: string | null | undefined
  readonly digest?: Buffer | null | undefined
}

/** What happened to a request, for its timeline. The actor's name is copied: it stays true when they leave (AD-02). */
export function eventRow(
  { principal, now }: Pick<Call, 'principal' | 'now'>,
  record: { readonly id: string; readonly org_path: string },
  { command, role, onBehalfOf, from, to, reasonCode = null, text = null, digest = null }: Happening,
): Insertable<ApplicationEventTable> {
  return {
    application_id: record.id,
    org_path: record.org_path,
    at: now,
    actor_id: principal.accountId,
    actor_name: principal.name,
    actor_role: role,
    command,
    from_status: from,
    to_status: to,
    reason_code: reasonCode,
    text,
    digest,
    on_behalf_of_name: onBehalfOf ?? null,
  }
}
