import { readdirSync } from 'node:fs'
import { posix } from 'node:path'
import { hasLayer, mayImport } from './arrows.ts'
import { type Import, importsOf, packageOf } from './imports.ts'
import { type Package, readWorkspace, SCOPE, sourceFiles, workspaceTools } from './workspace.ts'

/** What is wrong with the architecture under `root`: one line a finding, beginning with `file:line` where there is one. */
export function findings(root: string): string[] {
  const packages = readWorkspace(root)
  const tools = workspaceTools(root)
  return [
    ...strangersAtTheTop(root),
    ...packages.flatMap(manifestFindings),
    ...packages.flatMap(from => dependencyFindings(from, packages)),
    ...packages.flatMap(from =>
      sourceFiles(root, from)
        .flatMap(file => importsOf(root, file))
        .flatMap(found => importFindings(found, from, packages, tools)),
    ),
  ]
}

const TOP_LEVEL = [
  /^(packages|shell-stub|docs|test|node_modules)$/,
  /^(package\.json|pnpm-workspace\.yaml|pnpm-lock\.yaml|tsconfig(\.base)?\.json|vite\.config\.ts|eslint\.config\.mjs)$/,
  /^(README(\.[\w-]+)?\.md|LICENSE)$/,
  /^\.(git|gitignore|gitattributes|editorconfig|npmrc|prettierrc\.json|prettierignore|ci|data|stryker-tmp)$/,
]

function strangersAtTheTop(root: string): string[] {
  return readdirSync(root)
    .filter(name => !TOP_LEVEL.some(known => known.test(name)))
    .map(name => `${name} has no place at the top level; see docs/decisions for the layout`)
}

function manifestFindings(candidate: Package): string[] {
  const found: string[] = []
  if (!hasLayer(candidate))
    found.push(`${candidate.folder} has no layer; give it one in test/architecture/arrows.ts`)
  if (!/^\S.{10,160}\.$/.test(candidate.description)) {
    found.push(`${candidate.folder}/package.json does not say in a sentence what the package is for`)
  }
  return found
}

function dependencyFindings(from: Package, packages: readonly Package[]): string[] {
  const check = (names: ReadonlySet<string>, inTest: boolean) =>
    [...names].flatMap(name => arrowFinding(`${from.folder}/package.json`, name, from, packages, inTest))
  return [...check(from.dependencies, false), ...check(from.devDependencies, true)]
}

function importFindings(
  found: Import,
  from: Package,
  packages: readonly Package[],
  tools: ReadonlySet<string>,
): string[] {
  const place = `${found.file}:${found.line}`
  const name = packageOf(found.specifier)
  if (name === undefined)
    return leavesPackage(found, from) ? [`${place} reaches into another package by path`] : []
  const inTest = servesTests(found.file)
  const declared = from.dependencies.has(name) || name === `${SCOPE}${from.id}`
  const allowed = declared || (inTest && (from.devDependencies.has(name) || tools.has(name)))
  const undeclared = allowed
    ? []
    : [`${place} imports ${name}, which ${from.folder}/package.json does not declare`]
  return [...undeclared, ...arrowFinding(place, name, from, packages, inTest)]
}

function arrowFinding(
  place: string,
  name: string,
  from: Package,
  packages: readonly Package[],
  inTest: boolean,
): string[] {
  const to = packages.find(({ id }) => `${SCOPE}${id}` === name)
  if (!to || mayImport(from, to, inTest)) return []
  return [`${place} imports ${to.id}: an arrow from ${from.id} to ${to.id} is not in the architecture`]
}

/** Tests, what serves them, and build files: nothing that the product runs. */
function servesTests(file: string): boolean {
  return /\.test\.ts$|\/testing\/|(^|\/)vite\.config\.ts$|^test\//.test(file)
}

function leavesPackage({ file, specifier }: Import, { folder }: Package): boolean {
  if (!specifier.startsWith('.')) return false
  return !posix.join(posix.dirname(file), specifier).startsWith(`${folder}/`)
}
