export { aModule, anEntry, aRelease, someServices } from './samples.ts'
export { walkThroughModules } from './walkThroughModules.ts'
