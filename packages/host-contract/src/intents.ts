/**
 * Screens that modules offer to each other, with what they need to open. Ids only, and opaque ones:
 * parameters become part of a URL.
 *
 * A module provides an intent in `defineModule({ intents })`, another calls `host.nav.href(name, params)`.
 */
export interface IntentParams {
  /** An application and where it stands. */
  'application.open': { readonly applicationId: string }
  /** A new draft for this student. */
  'application.start': { readonly studentId: string }
  /** The growth archive of a student. */
  'archive.open': { readonly studentId: string }
  /** A form to write down a home visit to this student. */
  'visit.record': { readonly studentId: string }
  /** The focus students who still wait for a mentor. */
  'mentor.unpaired': Readonly<Record<string, never>>
}

export type IntentName = keyof IntentParams
