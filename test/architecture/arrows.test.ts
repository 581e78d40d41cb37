import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findings } from './findings.ts'

it('this repository keeps to its architecture', () => {
  expect(findings(join(import.meta.dirname, '..', '..'))).toEqual([])
})

describe('a tree of its own', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'architecture-'))
    file('package.json', '{ "devDependencies": { "vitest": "1" } }')
    aPackage('packages/domain', ['zod'])
    aPackage('packages/ui-kit', ['vue'])
    aPackage('packages/module-kit', ['vue'])
    aPackage('packages/mentors', ['@sunshine-aid/domain', '@sunshine-aid/module-kit', 'vue'])
  })
  afterEach(() => rmSync(root, { recursive: true }))

  it('without a fault has no finding', () => {
    file(
      'packages/mentors/src/module.ts',
      "import { z } from '@sunshine-aid/domain'\nimport './pages/Page.vue'",
    )
    file(
      'packages/mentors/src/pages/Page.vue',
      '<script setup lang="ts">\nimport { ref } from \'vue\'\n</script>',
    )
    file('packages/mentors/src/module.test.ts', "import { it } from 'vitest'")
    expect(findings(root)).toEqual([])
  })

  it('in which an arrow points up is reported with file and line', () => {
    aPackage('packages/domain', ['@sunshine-aid/mentors'])
    file('packages/domain/src/rule.ts', "// a rule\n\nexport { roster } from '@sunshine-aid/mentors'")
    expect(findings(root)).toEqual([
      'packages/domain/package.json imports mentors: an arrow from domain to mentors is not in the architecture',
      'packages/domain/src/rule.ts:3 imports mentors: an arrow from domain to mentors is not in the architecture',
    ])
  })

  it('in which a module imports a module is reported, also for a dynamic import and in a test', () => {
    aPackage('packages/archives', ['@sunshine-aid/mentors', '@sunshine-aid/module-kit'])
    file('packages/archives/src/module.ts', "\nawait import('@sunshine-aid/mentors')")
    file('packages/archives/src/module.test.ts', "import type { Roster } from '@sunshine-aid/mentors'")
    expect(findings(root).map(line => line.split(' ')[0])).toEqual([
      'packages/archives/package.json',
      'packages/archives/src/module.test.ts:1',
      'packages/archives/src/module.ts:2',
    ])
  })

  it('in which a component imports what its package does not declare is reported with the line in the component', () => {
    file(
      'packages/ui-kit/src/Chart.vue',
      '<template>\n  <p />\n</template>\n<script setup lang="ts">\nimport \'echarts/core\'\n</script>',
    )
    expect(findings(root)).toEqual([
      'packages/ui-kit/src/Chart.vue:5 imports echarts, which packages/ui-kit/package.json does not declare',
    ])
  })

  it('in which product code uses a tool of the tests is reported', () => {
    file('packages/domain/src/rule.ts', "import { vi } from 'vitest'")
    expect(findings(root)).toHaveLength(1)
  })

  it('in which a file reaches into another package by path is reported', () => {
    file('packages/mentors/src/module.ts', "import '../../domain/src/rule.ts'")
    expect(findings(root)).toEqual(['packages/mentors/src/module.ts:1 reaches into another package by path'])
  })

  it('with a file outside the layout, a package without a layer or without a description is reported', () => {
    file('notes.txt', '')
    aPackage('packages/helpers', [])
    file('packages/ui-kit/package.json', '{ "name": "@sunshine-aid/ui-kit", "description": "Kit" }')
    expect(findings(root)).toEqual([
      expect.stringContaining('notes.txt'),
      expect.stringContaining('packages/helpers has no layer'),
      expect.stringContaining('packages/ui-kit/package.json does not say'),
    ])
  })

  function aPackage(folder: string, dependencies: readonly string[]): void {
    const name = `@sunshine-aid/${folder.replace('packages/', '')}`
    const description = 'Exists for one sentence.'
    const entry = dependencies.includes('@sunshine-aid/module-kit') ? './src/module.ts' : './src/index.ts'
    const versions = Object.fromEntries(dependencies.map(key => [key, '1']))
    const manifest = { name, description, exports: { '.': entry }, dependencies: versions }
    file(`${folder}/package.json`, JSON.stringify(manifest))
  }

  function file(path: string, content: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
})
