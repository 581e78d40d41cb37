import { EPISODE_TRANSITIONS, type Permission } from '@sunshine-aid/domain'
import { expressionBuilder, sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import { grants, mentored } from '../access/reach.ts'
import type { Assignment, Principal } from '../database/principal.ts'
import type { Database, Trx } from '../database/schema.ts'

type Episodes = ExpressionBuilder<Database, 'episode'>

/**
 * The episodes whom `permission` reaches for `principal`; see `reachableStudents`. A panel member reaches those
 * whose exit they judge, while they do. Whoever stepped back from that reads nothing of it until it is over (D6).
 */
export function reachableEpisodes(principal: Principal, permission: Permission) {
  return (eb: Episodes): Expression<SqlBool> => {
    const reached = eb.or(
      grants(principal, permission).map(({ reach, assignment }) => {
        const placed = atPlace(eb, assignment)
        if (reach === 'place') return placed
        if (reach !== 'assigned') return eb.lit(false)
        return assignment.role === 'mentor'
          ? eb.and([placed, eb('episode.student_id', 'in', mentored(principal))])
          : eb.and([placed, eb('episode.id', 'in', seats(principal))])
      }),
    )
    if (permission !== 'episode.read') return reached
    const left = seats(principal).where('exit_opinion.recused', 'is not', null)
    return eb.and([reached, eb('episode.id', 'not in', left)])
  }
}

/** An episode's path is that of the student's class. */
function atPlace(eb: Episodes, { orgKind, orgId, orgPath }: Assignment): Expression<SqlBool> {
  if (orgKind === 'school') return eb('episode.school_id', '=', orgId)
  if (orgKind === 'class') return sql<SqlBool>`${eb.ref('episode.org_path')} = ${orgPath}::ltree`
  return sql<SqlBool>`ltree_risparent(${eb.ref('episode.org_path')}, ${orgPath}::ltree)`
}

/** Episodes on the panel of whose exit the principal sits. */
function seats(principal: Principal) {
  return expressionBuilder<Database>()
    .selectFrom('exit_opinion')
    .innerJoin('exit_review', 'exit_review.id', 'exit_opinion.review_id')
    .select('exit_opinion.episode_id')
    .where('exit_opinion.account_id', '=', principal.accountId)
    .where('exit_review.ended', '=', false)
}

const PERMISSIONS: readonly Permission[] = [
  ...new Set<Permission>(Object.values(EPISODE_TRANSITIONS).map(({ permission }) => permission)),
]

/** Those permissions of `principal` that reach this very episode: what may be offered to them there. */
export async function permissionsOnEpisode(
  trx: Trx,
  principal: Principal,
  episodeId: string,
): Promise<ReadonlySet<Permission>> {
  const row = await trx
    .selectFrom('episode')
    .select(eb =>
      PERMISSIONS.map(permission =>
        eb.fn.coalesce(reachableEpisodes(principal, permission)(eb), eb.lit(false)).as(permission),
      ),
    )
    .where('episode.id', '=', episodeId)
    .executeTakeFirst()
  const reached: Partial<Record<string, SqlBool>> = row ?? {}
  return new Set(PERMISSIONS.filter(permission => reached[permission] === true))
}
