import { readArguments, stopWith } from './commandLine.ts'
import { fromRoot, studentsAskedFor } from './portal/settings.ts'

// `npm run demo -- --students 1000000`: a made-up province of that size, also while the portal runs.

const usage = `npm run demo -- --students <number> [--data-dir <folder>]

  --students <number>  needy students at the least; whole schools, so it may be a few more
  --data-dir <folder>  the data folder of the portal (default .data)

  DATABASE_URL  fill this PostgreSQL instead (15 or newer)

Killed or stopped, it goes on where it was; a larger province grows out of a smaller one.`

const { values } = readArguments({
  usage,
  options: { students: { type: 'string' }, 'data-dir': { type: 'string', default: '.data' } },
})
const students = studentsAskedFor(values.students) ?? stopWith(usage, 2)
const { fillDatabase } = await import('./portal/fillDatabase.ts')
await fillDatabase(fromRoot(values['data-dir']), students)
