export type {
  Attributes,
  AuthState,
  HostAuth,
  HostNavigation,
  HostTelemetry,
  HostUi,
  HostUser,
  HostV1,
  Locale,
  Notice,
  Off,
  Signal,
  Theme,
} from './host.ts'
export type { IntentName, IntentParams } from './intents.ts'
export type { ModuleEntry, MountedModule, SingleSpaLifecycles, SingleSpaProps } from './moduleEntry.ts'
export { moduleManifestSchema } from './manifest.ts'
export type { Label, ManifestRoute, ModuleManifest } from './manifest.ts'
export { releaseSchema, RETRY_ADDRESSES, retryAddress } from './release.ts'
export type { ImportMap, Release, ReleasedModule } from './release.ts'
