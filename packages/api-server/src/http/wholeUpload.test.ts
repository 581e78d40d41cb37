import { addEvidence } from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { journeyTo } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'
import { aJpeg } from '../evidence/testing/files.ts'
import type { ScanVerdict } from './scanner.ts'
import { uploadBudget } from './wholeUpload.ts'

describe('the memory for files that are received whole', () => {
  it('is given to whoever comes first, and to the next when it is free', async () => {
    const budget = uploadBudget(10)
    const order: string[] = []
    const giveBack = await budget.take(8)
    const large = budget.take(9).then(back => {
      order.push('large')
      back()
    })
    const small = budget.take(1).then(() => order.push('small'))
    await Promise.resolve()
    expect(order).toEqual([])
    giveBack()
    await Promise.all([large, small])
    expect(order).toEqual(['large', 'small'])
  })

  it('lets a file through that is larger than all of it, alone', async () => {
    const budget = uploadBudget(10)
    const giveBack = await budget.take(1_000)
    giveBack()
    await budget.take(10)
  })
})

describe('the scanner of a deployment', () => {
  let school: School
  let verdict: () => Promise<ScanVerdict> = () => Promise.resolve('clean')
  const seen: number[] = []
  beforeAll(async () => {
    const scanner = {
      scan(bytes: Uint8Array) {
        seen.push(bytes.length)
        return verdict()
      },
    }
    school = await openSchool({ scanner })
  })
  afterAll(() => school.close())

  async function upload() {
    const { id } = await journeyTo(school, 'draft')
    return school.call('teacher', addEvidence, { params: { id }, body: aJpeg() })
  }

  it('sees each file as it came', async () => {
    expect((await upload()).status).toBe(201)
    expect(seen).toEqual([aJpeg().length])
  })

  it('refuses what it does not like', async () => {
    verdict = () => Promise.resolve('infected')
    expect((await upload()).problem.code).toBe('file_infected')
  })

  it('lets nothing through while it is away', async () => {
    verdict = () => Promise.reject(new Error('no answer'))
    expect((await upload()).status).toBe(503)
  })
})
