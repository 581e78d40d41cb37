import { PROBLEM_CODES } from '@sunshine-aid/api-contract'
import { readPassport, type Passport } from '@sunshine-aid/host-contract'

/** What runs in the portal: modules, and the patterns of their pages. */
export type KnownPages = ReadonlyMap<string, readonly string[]>

const SHELL = ['portal', 'unknown']
const PROBLEMS: ReadonlySet<string> = new Set(PROBLEM_CODES)
/** Addresses that no page of a module answers. */
const NO_PAGE = '/:unknown'

/**
 * What a page sent, as far as it is made of known facts. A fact that only has the right form is dropped where the
 * portal knows better: a page that no module has, a code that the API does not give.
 */
export function strictPassport(sent: unknown, pages: KnownPages | undefined): Passport | undefined {
  const passport = readPassport(sent)
  if (!passport || !isKnownModule(passport.module, pages)) return undefined
  const { route, problem, ...facts } = passport
  return {
    ...facts,
    ...(route !== undefined && isKnownPage(passport.module, route, pages) && { route }),
    ...(problem !== undefined && isKnownProblem(passport, problem) && { problem }),
  }
}

function isKnownModule(module: string, pages: KnownPages | undefined): boolean {
  return !pages || SHELL.includes(module) || pages.has(module)
}

function isKnownPage(module: string, route: string, pages: KnownPages | undefined): boolean {
  return !pages || route === NO_PAGE || (pages.get(module)?.includes(route) ?? false)
}

/** The reasons of a shell are its own; those of requests and pages are the API's. */
function isKnownProblem({ phase }: Passport, problem: string): boolean {
  return (phase !== 'request' && phase !== 'render') || PROBLEMS.has(problem)
}
