/**
 * Screens that modules offer to each other, each with the parameters that it needs to open. Ids only, and opaque
 * ones: parameters become part of a URL.
 *
 * A module provides an intent in `defineModule({ intents })`, another calls `host.nav.href(name, params)`. The
 * manifests of both carry these parameters, so that two releases that disagree are found before they meet.
 */
export const INTENTS = {
  /** An application and where it stands. */
  'application.open': { applicationId: 'string' },
  /** A new draft for this student. */
  'application.start': { studentId: 'string' },
  /** The growth archive of a student. */
  'archive.open': { studentId: 'string' },
  /** A form to write down a home visit to this student. */
  'visit.record': { studentId: 'string' },
  /** The focus students who still wait for a mentor. */
  'mentor.unpaired': {},
} as const satisfies Readonly<Record<string, IntentParameters>>

/** Parameter → its type; there are only texts so far. */
export type IntentParameters = Readonly<Record<string, 'string'>>

export type IntentName = keyof typeof INTENTS

export type IntentParams = {
  readonly [I in IntentName]: { readonly [P in keyof (typeof INTENTS)[I]]: string }
}
