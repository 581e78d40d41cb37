import { Refusal } from '../commandLine.ts'
import { freePort, isFree } from './freePort.ts'
import type { Settings } from './settings.ts'

/**
 * The port to listen at. A port that was asked for is taken or refused: whoever names one has written it down
 * somewhere. The default gives way to the next free one.
 * @throws {Refusal}
 */
export async function choosePort({ port, portWasAskedFor }: Settings): Promise<number> {
  if (await isFree(port)) return port
  if (portWasAskedFor) {
    throw new Refusal(
      `Port ${port} is taken by another program. Choose another with --port, or leave --port out to get the next free one.`,
    )
  }
  const free = await freePort(port + 1)
  if (free === undefined)
    throw new Refusal(`Port ${port} and the twenty after it are taken. Choose one with --port.`)
  console.log(`portal: port ${port} is taken, using ${free}`)
  return free
}
