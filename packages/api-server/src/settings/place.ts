import { notFound, type EndpointSpec } from '@sunshine-aid/api-contract'
import { deciders, type OrgKind, type Permission } from '@sunshine-aid/domain'
import { grants, isWithin } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import { findOrganisation, type PlacedOrganisation } from '../organisations/queries.ts'

/**
 * The organisation whose settings are asked for: at or below a place where the principal holds `permission`.
 * @throws {ProblemError} `not_found`.
 */
export async function placeWithin(
  trx: Trx,
  principal: Principal,
  permission: Permission,
  id: string,
  { path }: EndpointSpec,
): Promise<PlacedOrganisation> {
  const place = await findOrganisation(trx, id)
  const isWithinOne = ({ assignment }: ReturnType<typeof grants>[number]) =>
    place !== undefined && isWithin(place.path, assignment.orgPath)
  if (!place || place.kind === 'class' || !grants(principal, permission).some(isWithinOne))
    throw notFound(path)
  return place
}

/** Whether `permission` is held at this very organisation: what is set there is set by its own people. */
export function isHeldAt(principal: Principal, permission: Permission, orgId: string): boolean {
  return grants(principal, permission).some(({ assignment }) => assignment.orgId === orgId)
}

/**
 * The organisation where something is written: the principal's own.
 * @throws {ProblemError} `not_found`.
 */
export async function ownPlace(
  trx: Trx,
  principal: Principal,
  permission: Permission,
  id: string,
  { path }: EndpointSpec,
): Promise<PlacedOrganisation> {
  const place = isHeldAt(principal, permission, id) ? await findOrganisation(trx, id) : undefined
  if (!place) throw notFound(path)
  return place
}

/** A place whose rules hold for the principal, as family or as staff, or that lies below them. */
export async function concernedPlace(
  trx: Trx,
  principal: Principal,
  id: string,
  { path }: EndpointSpec,
): Promise<PlacedOrganisation> {
  const place = await findOrganisation(trx, id)
  const concerns = ({ orgPath, orgKind }: Principal['assignments'][number]) =>
    place !== undefined &&
    (isWithin(place.path, orgPath) ||
      (orgKind === 'class' && isWithin(orgPath, place.path) && place.kind === 'school'))
  if (!place || place.kind === 'class' || !principal.assignments.some(concerns)) throw notFound(path)
  return place
}

/** Whether a role of the principal decides about settings of an organisation of `kind` at `path` (F2). */
export function mayDecideAt(principal: Principal, kind: OrgKind, path: string): boolean {
  return grants(principal, 'policy.approve').some(
    ({ assignment: { role, orgPath } }) => deciders(kind).includes(role) && isWithin(path, orgPath),
  )
}
