import { aPng } from '@sunshine-aid/api-server/src/evidence/testing/files.ts'
import { application, onVersion, type Question, type Samples } from './question.ts'

const file = ({ world, scope }: Question) => ({
  params: { id: world.cases[scope].applicationId, fileId: world.cases[scope].evidenceId },
})

export const evidence: Samples = {
  listEvidence: { input: application },
  addEvidence: {
    input: question => ({ ...application(question), body: aPng() }),
    stand: { status: 'draft' },
  },
  labelEvidence: {
    input: onVersion(file, { kind: 'certificate', name: '证明.png' }),
    stand: { status: 'draft' },
  },
  downloadEvidence: { input: file },
  removeEvidence: { input: onVersion(file), stand: { status: 'draft' } },
}
