import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compileFunction } from 'node:vm'
import * as domain from '@sunshine-aid/domain'
import * as kysely from 'kysely'
import ts from 'typescript'
import type { ReachModule } from './reachSwitch.ts'

/** One fault that somebody could build into the reach of the code, and the endpoints that must notice it. */
export interface Mutant {
  readonly fault: string
  readonly from: string
  readonly to: string
  readonly seenBy: readonly string[]
}

const MENTORED = "eb('student.id', 'in', mentored(principal))"
const MENTORED_CASE = "eb.and([placed, eb('application.student_id', 'in', mentored(principal))])"
const SEATED = "eb.and([placed, eb('application.id', 'in', seats(principal))])"

export const MUTANTS: readonly Mutant[] = [
  {
    fault: 'a school role reaches every school',
    from: "if (orgKind === 'school') return around(`${table}.school_id`, '=', orgId)",
    to: "if (orgKind === 'school') return around.lit(true)",
    seenBy: ['getStudent'],
  },
  {
    fault: 'a class role reaches every class',
    from: "if (orgKind === 'class') return around(`${table}.class_id`, '=', orgId)",
    to: "if (orgKind === 'class') return around.lit(true)",
    seenBy: ['getApplication'],
  },
  {
    fault: 'a role above the school reaches what lies above it',
    from: 'ltree_risparent(',
    to: 'ltree_isparent(',
    seenBy: ['getApplication'],
  },
  {
    fault: 'a role above the school reaches everything',
    from: 'return sql<SqlBool>`ltree_risparent(',
    to: 'return true ? around.lit(true) : sql<SqlBool>`ltree_risparent(',
    seenBy: ['listApplications'],
  },
  {
    fault: 'a mentor reads students whom somebody else guides',
    from: `if (reach === 'assigned')
          return eb.and([atPlace('student', assignment), ${MENTORED}])`,
    to: "if (reach === 'assigned') return atPlace('student', assignment)",
    seenBy: ['listStudents'],
  },
  {
    fault: 'a mentor keeps the students of a school that was left',
    from: `eb.and([atPlace('student', assignment), ${MENTORED}])`,
    to: MENTORED,
    seenBy: ['getStudent'],
  },
  {
    fault: 'a mentor reads the requests of all students of the school',
    from: MENTORED_CASE,
    to: 'placed',
    seenBy: ['getApplication'],
  },
  {
    fault: 'a mentor keeps the requests of a school that was left',
    from: MENTORED_CASE,
    to: "eb('application.student_id', 'in', mentored(principal))",
    seenBy: ['listApplications'],
  },
  {
    fault: 'whoever may sit on a panel reads all of them',
    from: SEATED,
    to: 'placed',
    seenBy: ['getPanel'],
  },
  {
    fault: 'any seat on a panel opens it to everybody',
    from: ".where('panel_member.account_id', '=', principal.accountId)",
    to: '',
    seenBy: ['getPanel'],
  },
  {
    fault: 'mentors and panel members change places',
    from: "assignment.role === 'mentor'",
    to: "assignment.role !== 'mentor'",
    seenBy: ['giveOpinion'],
  },
  {
    fault: 'a family reads all students of the class',
    from: "if (reach === 'own') return eb('student.id', '=', principal.studentId ?? NOBODY)",
    to: "if (reach === 'own') return eb.lit(true)",
    seenBy: ['listVisits'],
  },
  {
    fault: 'a family writes for any child',
    from: "if (reach === 'own') return eb('application.student_id', '=', principal.studentId ?? NOBODY)",
    to: "if (reach === 'own') return eb.lit(true)",
    seenBy: ['followApplication'],
  },
  {
    fault: 'an auditor reads beyond the sample',
    from: "if (reach === 'sample') return eb.and([placed, inSample('application.sample_slot')])",
    to: "if (reach === 'sample') return placed",
    seenBy: ['getApplication'],
  },
  {
    fault: 'an auditor reads the sample of every city',
    from: "if (reach === 'sample') return eb.and([placed, inSample('application.sample_slot')])",
    to: "if (reach === 'sample') return inSample('application.sample_slot')",
    seenBy: ['listApplications'],
  },
  {
    fault: 'an auditor reads visits beyond the sample',
    from: "eb.and([atPlace('student', assignment), inSample('home_visit.sample_slot')])",
    to: "atPlace('student', assignment)",
    seenBy: ['listVisits'],
  },
  {
    fault: 'the sample is what lies outside of it',
    from: "around(slot, '<', ",
    to: "around(slot, '>=', ",
    seenBy: ['getDetermination'],
  },
  {
    fault: 'a pairing that has ended still opens the file',
    from: ".where('pairing.ended_on', 'is', null)",
    to: '',
    seenBy: ['getStudent'],
  },
  {
    fault: 'a pairing that was only asked for opens the file',
    from: ".where('pairing.accepted_on', 'is not', null)",
    to: '',
    seenBy: ['getStudent'],
  },
  {
    fault: "another mentor's pairing opens the file",
    from: ".where('pairing.mentor_account_id', '=', principal.accountId)",
    to: '',
    seenBy: ['listMentorGaps'],
  },
  {
    fault: 'every place lies within every other',
    from: 'return path === place || path.startsWith(`${place}.`)',
    to: 'return true',
    seenBy: ['getPolicy'],
  },
  {
    fault: 'a place lies within what is below it',
    from: 'return path === place || path.startsWith(`${place}.`)',
    to: 'return path === place || place.startsWith(`${path}.`)',
    seenBy: ['listOrganisations'],
  },
  {
    fault: 'nobody is reached any more',
    from: "if (reach === 'place') return atPlace('student', assignment)",
    to: "if (reach === 'place') return eb.lit(false)",
    seenBy: ['getArchive'],
  },
]

const FILE = fileURLToPath(import.meta.resolve('@sunshine-aid/api-server/src/access/reach.ts'))

/**
 * `reach.ts` with the fault in it, compiled from its own text.
 * @throws {Error} when the text to change is not there (any more): a mutant that changes nothing proves nothing.
 */
export function reachWith({ fault, from, to }: Mutant): ReachModule {
  const text = readFileSync(FILE, 'utf8')
  if (!text.includes(from)) throw new Error(`reach.ts has changed; write this mutant anew: ${fault}`)
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 }
  const script = ts.transpile(text.replace(from, to), options)
  const modules: Readonly<Record<string, unknown>> = { '@sunshine-aid/domain': domain, kysely }
  const exports = {} as ReachModule
  const run = compileFunction(script, ['require', 'exports']) as (require: unknown, into: object) => void
  run((name: string) => modules[name], exports)
  return exports
}
