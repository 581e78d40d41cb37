import type { EvidenceKind } from '@sunshine-aid/domain'
import { sm3 } from '../crypto/sm3.ts'
import { sealedPieces } from '../evidence/pieces.ts'
import { sealName } from '../evidence/queries.ts'
import type { Case } from './cases.ts'
import { aCertificate, aLandscape } from './picture.ts'
import { Random } from './random.ts'
import { bytes } from './rows.ts'
import type { Scenario } from './scenarios.ts'
import type { Making } from './students.ts'

/** Requests of the demo schools that have something to look at: one that is written, one that is screened, one that is judged. */
const WITH_FILES: readonly Scenario[] = ['draft', 'screening', 'voting']

/** Two files on a request of a demo school: a certificate and a photo, both painted here. */
export function addEvidence(made: Case, making: Making): void {
  const { plan } = made.school
  if (!plan.key || !WITH_FILES.includes(made.scenario)) return
  const random = new Random(plan.seed, 'evidence', made.id)
  addFile(made, making, random, { kind: 'certificate', name: '社区证明.png', picture: aCertificate(9) })
  addFile(made, making, random, { kind: 'photo', name: '家庭周边.png', picture: aLandscape() })
}

interface DemoFile {
  readonly kind: EvidenceKind
  readonly name: string
  readonly picture: Buffer
}

function addFile(
  { id: applicationId, student, entered, steps }: Case,
  { batch, keyring, now }: Making,
  random: Random,
  { kind, name, picture }: DemoFile,
): void {
  const id = random.uuid()
  const place = { student_id: student.id, org_path: student.place.path }
  const sealed = sealName(keyring, id, name)
  batch.add('evidence_file', {
    id,
    application_id: applicationId,
    ...place,
    kind,
    type: 'png',
    size_bytes: picture.length,
    digest: bytes(sm3(picture)),
    name_sealed: sealed && bytes(sealed),
    added_by: entered.by.id,
    added_by_name: entered.by.name,
    added_at: steps[0]?.[2] ?? now,
    version: 2,
  })
  for (const { number, bytes_sealed } of sealedPieces(keyring, id, picture))
    batch.add('evidence_piece', { file_id: id, number, ...place, bytes_sealed: bytes(bytes_sealed) })
}
