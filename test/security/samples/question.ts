import type { TestInput } from '@sunshine-aid/api-server/src/testing/injectRequest.ts'
import type { PrincipalName } from '../world/people.ts'
import { PLACE_OF, SCHOOL_OF, type Scope } from '../world/places.ts'
import type { Stand } from '../world/requests.ts'
import type { World } from '../world/world.ts'

/** What the request of a cell is about. */
export interface Question {
  readonly world: World
  readonly scope: Scope
  readonly principal: PrincipalName
}

/** A valid request to one endpoint about the record of a scope. */
export interface Sample {
  readonly input: (question: Question) => TestInput
  /** The state in which the endpoint's rule can be reached; else that of a finished request. */
  readonly stand?: Stand
  /** The id that a list shows for the record, and where it stands in an item. */
  readonly listed?: { readonly key: string; readonly id: (question: Question) => string }
}

/** Those of one area, by the id of the endpoint. */
export type Samples = Readonly<Record<string, Sample>>

export const application = ({ world, scope }: Question) => ({
  params: { id: world.cases[scope].applicationId },
})
export const student = ({ world, scope }: Question) => ({ params: { id: world.cases[scope].studentId } })
export const school = ({ world, scope }: Question) => ({ params: { id: world.tree[SCHOOL_OF[scope]].id } })
export const spell = ({ world, scope }: Question) => ({ params: { id: world.cases[scope].episodeId } })
export const nothing = () => ({})
export const listedStudent = (key: string) => ({
  key,
  id: ({ world, scope }: Question) => world.cases[scope].studentId,
})

/** `mine` is the place where the role is held; the others are schools. */
export function place(question: Question): { params: { id: string } } {
  const { world, scope, principal } = question
  const held = principal in PLACE_OF && scope === 'mine'
  return held
    ? { params: { id: world.tree[PLACE_OF[principal as keyof typeof PLACE_OF]].id } }
    : school(question)
}

/** Of somebody above the school it is their region, of everybody else their school. */
export function region(question: Question): { id: string } {
  const above = ['countyAdmin', 'cityAdmin', 'provinceAdmin', 'auditor'].includes(question.principal)
  return (above ? place(question) : school(question)).params
}

export const onVersion =
  (input: (question: Question) => TestInput, body?: object) =>
  (question: Question): TestInput => ({ ...input(question), ifMatch: 1, ...(body && { body }) })
