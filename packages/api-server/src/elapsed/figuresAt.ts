import { grants } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'

/**
 * How somebody may see the figures of this very place; not at all where their role stands elsewhere. Staff of a
 * school see its cases and so its figures in full; an office and an auditor see what is suppressed.
 */
export function figuresAt(principal: Principal, orgId: string): 'inFull' | 'suppressed' | undefined {
  const here = grants(principal, 'coverage.read').filter(({ assignment }) => assignment.orgId === orgId)
  if (here.length === 0) return undefined
  const isStaff = here.some(({ reach, assignment }) => reach === 'place' && assignment.role !== 'auditor')
  return isStaff ? 'inFull' : 'suppressed'
}
