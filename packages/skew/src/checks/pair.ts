import type { Library } from '../reading/library.ts'
import type { Deployment } from '../reading/openDeployment.ts'

/** What is known of the shell that runs. What is not given is concluded from the modules that run in it. */
export interface ShellFacts {
  /** The host contract that it offers: `1.2`. */
  readonly contract?: string
  readonly capabilities?: readonly string[]
}

/** All that a check may look at. */
export interface Pair {
  readonly candidate: Deployment
  readonly running: Deployment
  readonly shell: ShellFacts
  /** The candidate's scripts, and those of the running deployment where it has none of its own. */
  readonly candidateScripts: Library
  /** The running deployment's scripts, and the candidate's new ones. */
  readonly runningScripts: Library
}
