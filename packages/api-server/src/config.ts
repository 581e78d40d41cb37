import { join } from 'node:path'
import { z } from '@sunshine-aid/domain'
import type { Limits } from './http/limits.ts'

/** Settings of an API that runs alone, from the environment. */
const Environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3_000),
  /** The owner of the schema; without it PostgreSQL is started in `DATA_DIR`. */
  DATABASE_URL: z.string().optional(),
  /** `sunshine_app`, where the owner may not create roles. */
  APP_DATABASE_URL: z.string().optional(),
  DATA_DIR: z.string().default(join(process.cwd(), '.data')),
  /** `id:base64,…`, the current key first; without it a key file in `DATA_DIR`. */
  SUNSHINE_KEYS: z.string().optional(),
  TOKEN_ISSUER: z.string(),
  TOKEN_AUDIENCE: z.string(),
  TOKEN_JWKS_URL: z.url({ protocol: /^https?$/ }),
})
export type ApiConfig = z.output<typeof Environment>

/** @throws {Error} that names the settings which are missing or wrong, without their values. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ApiConfig {
  return settings(Environment, environment)
}

/** Bounds that a deployment may set, also where the API runs inside the stub. */
const Bounds = z.object({
  /** What one account may send; `DEFAULT_LIMITS` without it. */
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).optional(),
})

/** @throws {Error} as `readConfig` does. */
export function readLimits(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Partial<Limits> {
  const { REQUESTS_PER_MINUTE: requestsPerWindow } = settings(Bounds, environment)
  return requestsPerWindow === undefined ? {} : { requestsPerWindow, windowMs: 60_000 }
}

function settings<S extends z.ZodType>(
  schema: S,
  environment: Readonly<Record<string, string | undefined>>,
): z.output<S> {
  const result = schema.safeParse(environment)
  if (result.success) return result.data
  const names = [...new Set(result.error.issues.map(({ path }) => path.join('.')))]
  throw new Error(`missing or wrong settings: ${names.join(', ')}`)
}
