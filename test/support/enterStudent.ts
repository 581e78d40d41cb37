import { confirmImport, getImport, uploadImport } from '@sunshine-aid/api-contract'
import { apiAs } from './apiAs.ts'
import { listRow, studentList } from './studentList.ts'

/**
 * Enters a student into class 三年级（1）班 of the demo primary school as its officer does, by a list of one row;
 * `number` makes it another child's. Resolves to the child's name.
 */
export async function enterStudent(portalUrl: string, number: number, name: string): Promise<string> {
  const officer = apiAs(portalUrl, 'taicang-officer-1')
  const list = await studentList([listRow(number, { name })])
  const { id } = await officer.call(uploadImport, { body: new Blob([new Uint8Array(list)]) })
  for (;;) {
    const job = await officer.call(getImport, { params: { id } })
    if (job.state === 'confirmed') return name
    if (job.state === 'ready') await officer.call(confirmImport, { params: { id }, ifMatch: job.version })
    else if (job.state !== 'reading') throw new Error(`the list of one row is ${job.state}`)
  }
}
