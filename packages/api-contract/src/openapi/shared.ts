/** Header parameters that many operations share. */
export const PARAMETERS = {
  'X-Request-Id': {
    name: 'X-Request-Id',
    in: 'header',
    description:
      'Names the request in logs; one is made up if it is missing or no UUID. Every answer repeats it.',
    schema: { type: 'string', format: 'uuid' },
  },
  'Accept-Language': {
    name: 'Accept-Language',
    in: 'header',
    description: 'Language of problem titles: zh-CN (default) or en.',
    schema: { type: 'string' },
  },
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'A new random value for each thing to do, the same for each retry of it. Kept for 24 hours.',
    schema: { type: 'string', pattern: '^"?[A-Za-z0-9_.:-]{1,128}"?$' },
  },
  'If-Match': {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'The version of the record that was read last, as in its `ETag` or `version`.',
    schema: { type: 'string', pattern: '^"[1-9][0-9]{0,9}"$' },
    example: '"3"',
  },
  'X-Ticket': {
    name: 'X-Ticket',
    in: 'header',
    required: true,
    description: 'The ticket for one download, as it was given out. It never stands in an address.',
    schema: { type: 'string', minLength: 40, maxLength: 100 },
  },
  'X-Requested-With': {
    name: 'X-Requested-With',
    in: 'header',
    required: true,
    description: 'Any value. Shows that no page of another site sent this request, which has no JSON body.',
    schema: { type: 'string', minLength: 1 },
    example: 'XMLHttpRequest',
  },
} as const

/** Headers of answers. */
export const HEADERS = {
  'X-Request-Id': { description: 'Id of the request', schema: { type: 'string', format: 'uuid' } },
  'Retry-After': { description: 'Whole seconds to wait', schema: { type: 'integer', minimum: 1 } },
  'Idempotency-Replayed': {
    description: '`true` when this is the stored answer to an earlier request with the same key',
    schema: { type: 'string', enum: ['true'] },
  },
} as const

export const SECURITY_SCHEMES = {
  accessToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'Access token of the portal (RFC 9068, `typ: at+jwt`; ES256, PS256 or RS256). It says who; what they may do is read from the database for each request.',
  },
} as const
