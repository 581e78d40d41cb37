import { mkdir } from 'node:fs/promises'
import { openData } from './openData.ts'
import { fillProvince } from './seedFirstData.ts'
import { isEnding, listenForTheEnd, shutDown } from './shutDown.ts'

/** The whole of `npm run demo`. */
export async function fillDatabase(dataDir: string, students: number): Promise<void> {
  listenForTheEnd()
  await mkdir(dataDir, { recursive: true })
  try {
    await fillProvince(await openData(dataDir, line => console.log(line)), dataDir, students)
    await shutDown(0)
  } catch (error) {
    if (isEnding()) return
    console.error(error)
    await shutDown(1)
  }
}
