/** One section of `npm test`: a tool with its arguments, or the Vitest projects of that name. */
export type Part = { readonly name: string } & (
  { readonly tool: string; readonly args: readonly string[] } | { readonly projects: readonly string[] }
)

/** In the order in which they run. The parts of one stage share the machine's cores. */
export const stages: readonly (readonly Part[])[] = [
  [
    {
      name: 'lint',
      tool: 'eslint/bin/eslint.js',
      args: ['.', '--cache', '--cache-location', 'node_modules/.cache/eslint', '--max-warnings', '0'],
    },
    { name: 'types', tool: 'vue-tsc/bin/vue-tsc.js', args: ['--noEmit', '-p', 'tsconfig.json'] },
  ],
  [
    {
      name: 'format',
      tool: 'prettier/bin/prettier.cjs',
      args: ['--check', '--cache', '--log-level', 'warn', '.'],
    },
  ],
  [{ name: 'unit', projects: ['unit', 'dom', 'build'] }],
  [{ name: 'server', projects: ['server'] }],
  [{ name: 'page', projects: ['page'] }],
  [{ name: 'start', projects: ['start'] }],
  [{ name: 'e2e', projects: ['e2e'] }],
]

export const partNames = stages.flat().map(part => part.name)
