/** Name of our Trusted Types policy. A page that requires them allows it: `trusted-types vue sunshine-aid 'allow-duplicates'`. */
const NAME = 'sunshine-aid'

interface Rules {
  readonly createScript: (text: string) => string
  readonly createScriptURL: (url: string) => string
}

interface TrustedTypes {
  /** What its functions return are objects in truth; they may stand wherever a page wants a text. */
  readonly createPolicy: (name: string, rules: Rules) => Rules
}

/** As text only JSON passes. Nobody outside of these files gets hold of the policy. */
const RULES: Rules = {
  createScript: text => JSON.stringify(JSON.parse(text)),
  createScriptURL: url => url,
}

let policy: Rules | undefined

/** What makes texts and addresses of ours acceptable to a script element; plain texts where nothing else is asked for. */
export function trustedPolicy(): Rules {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes }
  try {
    policy ??= trustedTypes ? trustedTypes.createPolicy(NAME, RULES) : RULES
  } catch {
    // Not among the names that the page allows. It may still take plain texts.
    policy = RULES
  }
  return policy
}
