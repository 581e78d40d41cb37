/**
 * Milliseconds that this process computes while `run` is under way. What else the machine does is not counted, so a
 * busy one fails no test of a limit.
 */
export async function computingTime(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
