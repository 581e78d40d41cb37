/** Runs `jobs` two at a time, as many as the smallest machine has cores; results in the order of the jobs. */
export async function inPairs<T extends readonly (() => Promise<unknown>)[]>(
  jobs: T,
): Promise<{ [K in keyof T]: T[K] extends () => Promise<infer R> ? R : never }> {
  const results: unknown[] = []
  const queue = [...jobs.entries()]
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, job] = next
      results[index] = await job()
    }
  }
  await Promise.all([work(), work()])
  return results as { [K in keyof T]: T[K] extends () => Promise<infer R> ? R : never }
}
