import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { productionEnvironment } from './config.ts'
import type { BuildTask } from './task.ts'

/** A task before its folder is known. */
type Unplaced<T> = T extends BuildTask ? Omit<T, 'outDir'> : never

/**
 * Builds into `place` unless it is there already: its name holds the digest of what goes in. A build that was
 * killed leaves only a folder under another name, which the next one replaces.
 */
export async function buildInto(place: string, task: Unplaced<BuildTask>): Promise<'built' | 'kept'> {
  const folder = resolve(place)
  if (existsSync(folder)) return 'kept'
  const aside = `${folder}.building`
  await rm(aside, { recursive: true, force: true })
  await runInThread({ ...task, outDir: aside })
  await rename(aside, folder)
  return 'built'
}

/** A thread has its own NODE_ENV: plugins look at it, and the caller may be a test or the dev server. */
function runInThread(task: BuildTask): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./runTask.ts', import.meta.url), {
      workerData: task,
      env: productionEnvironment(),
      // A test runner's conditions would choose the development build of Vue's compiler, and so other bytes.
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    worker.once('error', reject)
    worker.once('exit', code =>
      code === 0 ? resolve() : reject(new Error(`A build ended with code ${code}.`)),
    )
  })
}
