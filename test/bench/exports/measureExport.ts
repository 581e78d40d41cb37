import { setTimeout as wait } from 'node:timers/promises'
import {
  approveExport,
  askExport,
  downloadExport,
  getExport,
  issueExportTicket,
} from '@sunshine-aid/api-contract'
import type { Exporter } from './openExporter.ts'

const OFFICER = 'taicang-officer-1'
const HEAD = 'taicang-head'
const SAMPLE_MS = 25
const MEGABYTE = 1024 * 1024

/** One workbook from the approval to its last byte, as a line of the table. */
export async function measureExport({ call, download }: Exporter): Promise<string[]> {
  const body = { kind: 'register', purpose: 'planning', purposeText: '测量' } as const
  const asked = await call(OFFICER, askExport, { body })
  const params = { id: asked.id }
  await call(HEAD, approveExport, { params, ifMatch: asked.version })
  const memory = watchMemory()
  const began = performance.now()
  let job = await call(OFFICER, getExport, { params })
  while (job.state === 'approved' || job.state === 'writing') {
    await wait(100)
    job = await call(OFFICER, getExport, { params })
  }
  if (job.state !== 'ready') throw new Error(`the workbook is ${job.state}: ${job.fault}`)
  const written = (performance.now() - began) / 1000
  const { ticket } = await call(OFFICER, issueExportTicket, { params })
  const taking = performance.now()
  const bytes = await download(OFFICER, downloadExport, { params, ticket })
  const taken = (performance.now() - taking) / 1000
  return [
    job.rowsDone.toLocaleString('en'),
    `${written.toFixed(1)} s`,
    Math.round(job.rowsDone / written).toLocaleString('en'),
    `${(bytes / MEGABYTE).toFixed(2)} MB`,
    `${taken.toFixed(2)} s`,
    `${memory.stop().toFixed(0)} MB`,
  ]
}

/** By how many megabytes the memory of this process was larger than at the beginning, at its largest. */
function watchMemory() {
  const before = process.memoryUsage.rss()
  let largest = before
  const timer = setInterval(() => {
    largest = Math.max(largest, process.memoryUsage.rss())
  }, SAMPLE_MS)
  return {
    stop(): number {
      clearInterval(timer)
      return (Math.max(largest, process.memoryUsage.rss()) - before) / MEGABYTE
    },
  }
}
