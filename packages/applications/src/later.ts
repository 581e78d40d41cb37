import type { Component } from 'vue'

type LaterPages = typeof import('./laterPages.ts')

/**
 * A page or a part that the first view does not need. All of them come in one file, with the first that is opened: a
 * module is two scripts, and not one for each page.
 */
export function later<Name extends keyof LaterPages>(
  name: Name,
): () => Promise<LaterPages[Name] & Component> {
  return async () => (await import('./laterPages.ts'))[name]
}
