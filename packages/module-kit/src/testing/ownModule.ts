import { sampleModule } from './sampleModule.ts'

/** The sample module as an entry of its own, for a build that brings everything along. */
export default sampleModule()
