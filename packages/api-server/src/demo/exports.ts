import type { ExportPurpose } from '@sunshine-aid/domain'
import { seal } from '../crypto/seal.ts'
import { listOfIds } from '../http/auditNote.ts'
import { purposeContext } from '../exports/jobs.ts'
import type { ExportJobTable } from '../exports/tables.ts'
import { Random } from './random.ts'
import { bytes, type Row } from './rows.ts'
import type { School } from './staff.ts'
import type { Making } from './students.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** As long as a policy keeps a workbook. */
const KEPT = 72 * HOUR

/** Workbooks of a demo school: one that was taken two weeks ago, and one that waits for the head. */
export function addExports(school: School, making: Making): void {
  const { now } = making
  const [officer] = school.officers
  const random = new Random(school.plan.seed, 'exports', school.plan.index)
  const taken = new Date(now.getTime() - 14 * DAY)
  const ids = Array.from({ length: 46 }, () => random.uuid())
  addJob(school, making, random.uuid(), {
    purpose: 'annualFiling',
    text: '学年末资料归档',
    askedAt: taken,
    done: {
      state: 'taken',
      approved_by: school.head.id,
      approved_by_name: school.head.name,
      approved_at: new Date(taken.getTime() + HOUR),
      rows_total: ids.length,
      rows_done: ids.length,
      ids_digest: bytes(Buffer.from(listOfIds(ids).digest, 'hex')),
      taken_at: new Date(taken.getTime() + 2 * HOUR),
    },
  })
  addJob(school, making, random.uuid(), {
    purpose: 'inspection',
    text: '下周市级检查备查',
    askedAt: new Date(now.getTime() - 3 * HOUR),
    by: officer,
  })
}

interface DemoJob {
  readonly purpose: ExportPurpose
  readonly text: string
  readonly askedAt: Date
  readonly by?: School['head']
  readonly done?: Partial<Row<'export_job'>> & Pick<ExportJobTable, 'state'>
}

function addJob(school: School, { batch, keyring }: Making, id: string, job: DemoJob): void {
  const { purpose, text, askedAt, by = school.officers[1], done } = job
  const untouched = {
    approved_by: null,
    approved_by_name: null,
    approved_at: null,
    rows_total: 0,
    rows_done: 0,
    ids_digest: null,
    taken_at: null,
  }
  batch.add('export_job', {
    id,
    school_id: school.plan.id,
    org_path: school.plan.path,
    kind: 'register',
    state: 'asked',
    purpose,
    purpose_text_sealed: bytes(seal(keyring, purposeContext(id), text)),
    asked_by: by.id,
    asked_by_name: by.name,
    asked_as: 'aidOfficer',
    asked_at: askedAt,
    ended_by: null,
    ended_by_name: null,
    fault: null,
    working_since: null,
    attempts: done ? 1 : 0,
    ticket_hash: null,
    ticket_expires_at: null,
    expires_at: new Date(askedAt.getTime() + KEPT),
    version: done ? 4 : 1,
    updated_at: askedAt,
    ...untouched,
    ...done,
  })
}
