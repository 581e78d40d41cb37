export { mountPage } from './mountPage.ts'
export type { MountedPage, PageApi, PageOptions } from './mountPage.ts'
export { createTestHost } from './testHost.ts'
export type { HostLog, TestHost, TestHostOptions } from './testHost.ts'
