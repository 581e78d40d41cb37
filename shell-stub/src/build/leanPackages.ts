import type { Plugin } from 'vite'

/**
 * Takes out of other people's packages what no page of ours can reach but a bundler cannot know of: together a tenth
 * of the shared kit. Where the text of one is another after an update, only its bytes come back.
 */
export const leanPackages: readonly Plugin[] = [
  // Every schema of zod carries the way to its JSON schema. Only the server describes schemas.
  emptied('json-schemas', /\/zod\/v4\/core\/(?:json-schema-processors|to-json-schema)\.js$/),
  // Dates of ours are Gregorian in both languages.
  {
    name: 'sunshine-aid:lean-calendars',
    transform: {
      filter: { id: /\/@internationalized\/date\/dist\/private\/createCalendar\.mjs$/ },
      handler: code => code.replace(/case '(?!gregory)[\w-]+':\s+return new \(0, [^)]+\)\(\);/g, ''),
    },
  },
]

/** Each export of the file becomes a function that does nothing. */
function emptied(name: string, id: RegExp): Plugin {
  return {
    name: `sunshine-aid:lean-${name}`,
    transform: {
      filter: { id },
      handler(code) {
        const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, exported]) => exported)
        const isDefault = /^export default /m.test(code)
        return [
          ...names.map(exported => `export const ${exported} = () => undefined`),
          ...(isDefault ? ['export default undefined'] : []),
        ].join('\n')
      },
    },
  }
}
