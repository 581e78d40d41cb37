// What needs no browser: for servers that write the portal's page, and for tools that read releases.
export { mayOpen, moduleAt, pageAt } from './pageAt.ts'
export type { PortalPage } from './pageAt.ts'
export { ReleaseError } from './releaseError.ts'
export type { ReleaseReason } from './releaseError.ts'
export { resolveRelease } from './resolveRelease.ts'
export type { ReleasePlace } from './resolveRelease.ts'
