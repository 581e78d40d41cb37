import {
  acceptIntake,
  completeScreening,
  returnApplication,
  saveDraft,
  submitApplication,
  withdrawApplication,
} from '@sunshine-aid/api-contract'
import { draftBlockers, type Application } from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { refuseBy } from '../access/refuseBy.ts'
import { screeningStep } from '../findings/check.ts'
import { implement } from '../http/implement.ts'
import { changeApplication, lockForChange, type ChangeCall, type Command, type Step } from './change.ts'
import { contentColumns } from './content.ts'
import type { Situation } from './facts.ts'
import { updateApplication } from './queries.ts'
import { changedApplication } from './reply.ts'

/** The steps of F1 up to the panel, and the way out. */
export function commandRoutes(app: FastifyInstance): void {
  implement(app, saveDraft, async call => {
    const { row, facts, actor } = await lockForChange(call, 'submit')
    refuseBy(draftBlockers(facts, actor), saveDraft.id)
    await updateApplication(call.trx, row.id, {
      ...contentColumns(call.keyring, row.id, call.body),
      version: row.version + 1,
      updated_at: call.now,
    })
    return changedApplication(call, row.id)
  })
  implement(app, submitApplication, call =>
    give(call, 'submit', ({ row }) => ({
      // The first submission starts the clock (AP-05); a return only pauses it.
      columns: { submitted_by: call.principal.accountId, submitted_at: row.submitted_at ?? call.now },
    })),
  )
  implement(app, acceptIntake, call => give(call, 'acceptIntake'))
  implement(app, returnApplication, call =>
    give(call, 'return', () => ({ reasonCode: call.body.reason, text: call.body.text })),
  )
  implement(app, completeScreening, call =>
    give(call, 'completeScreening', situation => screeningStep(call, situation, call.body)),
  )
  implement(app, withdrawApplication, call => give(call, 'withdraw', () => ({ text: call.body.text })))
}

async function give(
  call: ChangeCall,
  command: Command,
  step?: (situation: Situation) => Step | Promise<Step>,
): Promise<Application> {
  await changeApplication(call, command, step)
  return changedApplication(call, call.params.id)
}
