import { z } from 'zod'

// A strict CSP forbids the code generation that zod would use for speed; set before the first schema.
z.config({ jitless: true })

export { z }
