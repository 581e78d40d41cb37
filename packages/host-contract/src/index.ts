export type {
  Attributes,
  AuthState,
  Capability,
  CapabilityMap,
  HostAuth,
  HostBadges,
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
export { INTENTS } from './intents.ts'
export type { IntentName, IntentParameters, IntentParams } from './intents.ts'
export type { ModuleEntry, MountedModule, SingleSpaLifecycles, SingleSpaProps } from './moduleEntry.ts'
export { moduleManifestSchema } from './manifest.ts'
export type { Label, ManifestRoute, ModuleManifest, ProvidedIntent } from './manifest.ts'
export { describePassport } from './describePassport.ts'
export { issuePassport, parsePassportCode, PASSPORT_PHASES, readPassport } from './passport.ts'
export type { Passport, PassportCode, PassportFacts, PassportPhase } from './passport.ts'
export { releaseSchema, RETRY_ADDRESSES, retryAddress } from './release.ts'
export type { ImportMap, ModuleVersion, Release, ReleasedModule } from './release.ts'
