import type { TestInput } from '@sunshine-aid/api-server/src/testing/injectRequest.ts'
import { nothing, type Question, type Samples } from './question.ts'

const imported = ({ world, scope }: Question) => ({ params: { id: world.cases[scope].importId } })
const importVersion = (question: Question): TestInput => ({
  ...imported(question),
  ifMatch: question.world.cases[question.scope].importVersion,
})

export const imports: Samples = {
  downloadImportTemplate: { input: nothing },
  uploadImport: { input: () => ({ body: Buffer.from('学校,姓名\n') }) },
  listImports: {
    input: nothing,
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].importId },
  },
  getImport: { input: imported },
  listImportRows: { input: imported },
  downloadImportFaults: { input: imported },
  correctImportRow: {
    input: ({ world, scope }) => ({
      params: { id: world.cases[scope].importId, rowId: world.cases[scope].importRowId },
      body: { cells: { grade: '四年级' } },
      ifMatch: 1,
    }),
  },
  confirmImport: { input: importVersion },
  cancelImport: { input: importVersion },
}
