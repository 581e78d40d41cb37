import type { Way } from './way.ts'

export const HTTP_WAYS: readonly Way[] = [
  { code: 'invalid_input', endpoint: 'listStudents', by: 'aidOfficer', input: { query: { limit: '0' } } },
  { code: 'unauthenticated', endpoint: 'getMe', by: 'anonymous' },
  { code: 'not_allowed', endpoint: 'getStudent', by: 'countyAdmin' },
  {
    code: 'not_found',
    endpoint: 'getStudent',
    by: 'aidOfficer',
    input: ({ cases }) => ({ params: { id: cases.otherCity.studentId } }),
  },
  {
    code: 'not_acceptable',
    endpoint: 'getMe',
    by: 'aidOfficer',
    input: { headers: { accept: 'text/html' } },
  },
  { code: 'stale_version', endpoint: 'acceptIntake', by: 'aidOfficer', input: { ifMatch: 7 } },
  {
    code: 'too_large',
    endpoint: 'searchStudents',
    by: 'aidOfficer',
    input: { body: { name: 'x'.repeat(300_000) } },
  },
  {
    code: 'unsupported_media_type',
    endpoint: 'searchStudents',
    by: 'aidOfficer',
    input: { headers: { 'content-type': 'text/csv' } },
  },
  {
    code: 'version_required',
    endpoint: 'acceptIntake',
    by: 'aidOfficer',
    blind: true,
  },
  {
    code: 'idempotency_key_required',
    endpoint: 'searchStudents',
    by: 'aidOfficer',
    input: { idempotencyKey: null },
  },
]
