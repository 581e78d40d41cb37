import { TICKET } from '../world/files.ts'
import { nothing, onVersion, type Question, type Samples } from './question.ts'

const exported = ({ world, scope }: Question) => ({ params: { id: world.cases[scope].exportId } })

export const exports: Samples = {
  listExports: {
    input: nothing,
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].exportId },
  },
  askExport: {
    input: () => ({ body: { kind: 'register', purpose: 'planning', purposeText: '学期安排' } }),
  },
  getExport: { input: exported },
  approveExport: { input: onVersion(exported) },
  declineExport: { input: onVersion(exported) },
  cancelExport: { input: onVersion(exported) },
  issueExportTicket: { input: exported },
  downloadExport: { input: question => ({ ...exported(question), ticket: TICKET }) },
}
