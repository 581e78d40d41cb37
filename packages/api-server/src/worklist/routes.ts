import { getWork, listStuck, listWork, takeOverApplication } from '@sunshine-aid/api-contract'
import { dueState, workGround, workTask, type WorkItem } from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { actingRole } from '../access/reach.ts'
import { changeApplication } from '../applications/change.ts'
import { changedApplication, lineReplies } from '../applications/reply.ts'
import type { Principal } from '../database/principal.ts'
import { implement } from '../http/implement.ts'
import { positionOf, selectWork, type WorkRow } from './queries.ts'
import { MAX_STUCK, findStuck } from './stuck.ts'
import { factsOf, waitingKinds, waitingTasks } from './summary.ts'

export function worklistRoutes(app: FastifyInstance): void {
  implement(app, getWork, async call => {
    const tasks = await waitingTasks(call)
    return {
      mine: tasks.reduce((sum, { count }) => sum + count, 0),
      tasks,
      others: await waitingKinds(call),
    }
  })

  implement(app, listWork, async ({ query, principal, trx, now, pager }) => {
    const pages = pager(query.task)
    const page = pages.request(query)
    const rows = await selectWork(trx, principal, query.task, page).execute()
    const lineOf = await lineReplies({ trx, now }, rows)
    return pages.page(rows, page, positionOf, row => ({ ...lineOf(row), ...taskOf(row, principal, now) }))
  })

  implement(app, listStuck, async call => {
    const { stuck, more } = await findStuck(call)
    const shown = stuck.slice(0, MAX_STUCK)
    const lineOf = await lineReplies(
      call,
      shown.map(({ row }) => row),
    )
    return {
      items: shown.map(({ row, reasons }) => ({
        ...lineOf(row),
        reasons,
        takeOver: reasons.includes('entererLeft'),
      })),
      more: more || stuck.length > MAX_STUCK,
    }
  })

  implement(app, takeOverApplication, async call => {
    const { principal, params } = call
    await changeApplication(call, 'takeOver', ({ row }) => ({
      columns: {
        entered_by: principal.accountId,
        entered_by_name: principal.name,
        entered_as: actingRole(principal, 'application.takeOver', row.org_path),
        version: row.version + 1,
      },
    }))
    return changedApplication(call, params.id)
  })
}

function taskOf(
  row: WorkRow,
  principal: Principal,
  now: Date,
): Pick<WorkItem, 'task' | 'ground' | 'asRole' | 'due'> {
  const task = workTask(factsOf(row))
  if (task === null || row.next_role === null) throw new Error('a finished request waits for nobody')
  const ownHead = principal.assignments.some(
    ({ role, schoolId, onBehalfOf }) =>
      role === row.next_role && schoolId === row.school_id && onBehalfOf === undefined,
  )
  return {
    task,
    ground: workGround(task, !ownHead),
    asRole: row.next_role,
    due: row.due_at && { at: row.due_at.toISOString(), state: dueState(row.due_at, now) },
  }
}
