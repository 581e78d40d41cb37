import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const guide = readFileSync(join(root, 'docs/embedding.md'), 'utf8')
const promises = [...guide.matchAll(/^\| (.+?) \| \[([^\]]+\.test\.ts)\]\([^)]+\) “([^”]+)” \|$/gm)]

it('the guide for platform teams makes promises', () => {
  expect(promises.length).toBeGreaterThan(15)
})

it.each(promises.map(([, promise = '', file = '', title = '']) => [promise, file, title] as const))(
  '“%s” is kept by a test that is there',
  (_, file, title) => {
    expect(readFileSync(join(root, file), 'utf8')).toContain(title)
  },
)
