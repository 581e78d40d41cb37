import {
  downloadEvidence,
  downloadExport,
  downloadImportFaults,
  downloadImportTemplate,
  downloadResultsTemplate,
  endpoints,
  getImport,
  uploadImport,
} from '@sunshine-aid/api-contract'
import { aList, aRow } from '@sunshine-aid/api-server/src/imports/testing/importApi.ts'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type World } from './world/world.ts'

// Promise G22, seen from outside: a cell of a file that the API gives out is never a program. The writer itself is
// tested with 100,000 texts beside it.

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const PROGRAMS = ['=1+1', '+cmd|" /C calc"!A0', '-2+3', '@SUM(1)', '＝1+1', ' \u200b=1+1', '%0a=1', '|calc']

it('every file of the contract is one of those that are looked at here', () => {
  expect(endpoints.filter(({ download }) => download).map(({ id }) => id)).toEqual([
    downloadImportTemplate.id,
    downloadImportFaults.id,
    // Headings and choices of ours, like the other template.
    downloadResultsTemplate.id,
    // As people added it, always an attachment: what may be in it is tested beside `evidence/inspect`.
    downloadEvidence.id,
    // Its cells are tested beside `exports/routes`, through the same writer.
    downloadExport.id,
  ])
})

it('what was uploaded as a program comes back as text, with a mark before it', async () => {
  const rows = PROGRAMS.map((name, at) => aRow(at + 1, { name, address: name, school: 'c1k1s1' }))
  const { body: job } = await world.api.call('aidOfficer', uploadImport, { body: await aList(rows) })
  const params = { id: job.id }
  while ((await world.api.call('aidOfficer', getImport, { params })).body.state === 'reading')
    await new Promise(resolve => setTimeout(resolve, 20))
  const { bytes, headers } = await world.api.call('aidOfficer', downloadImportFaults, { params })
  expect(headers['content-disposition']).toMatch(/^attachment;/)
  const parts = Object.entries(unzipSync(new Uint8Array(bytes)))
  const sheets = parts
    .filter(([name]) => name.startsWith('xl/worksheets/'))
    .map(([, part]) => strFromU8(part))
  expect(sheets.length).toBeGreaterThan(0)
  for (const sheet of sheets) expect(sheet).not.toMatch(/<f[ >]/)
  const texts = sheets.flatMap(sheet => [...sheet.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text]) => text!))
  expect(texts.some(text => text.includes('1+1'))).toBe(true)
  expect(texts.filter(text => /^[\s\u200b\ufeff]*[=+\-@|%＝＋－＠]/.test(text))).toEqual([])
})
