import { expect, it } from 'vitest'
import { readableAccent } from './accent.ts'
import { contrast, parseColour } from './colour.ts'
import type { Rgb } from './colour.ts'

const white: Rgb = [255, 255, 255]
const nearBlack: Rgb = [19, 21, 24]
const portals = ['#409eff', '#1677ff', '#c8102e', '#07c160', '#faad14', '#ffffff', '#000000']

it.each(portals)('the accent %s of a portal becomes readable on a light and on a dark surface', hex => {
  const accent = parseColour(hex)!
  for (const surface of [white, nearBlack]) {
    expect(contrast(readableAccent(accent, surface, 5.6), surface)).toBeGreaterThanOrEqual(5.6)
  }
})

it('an accent that can be read stays exactly as the portal chose it', () => {
  expect(readableAccent([35, 85, 196], white, 5.6)).toEqual([35, 85, 196])
})

it('a strengthened accent keeps its hue', () => {
  const [red, green, blue] = readableAccent([64, 158, 255], white, 5.6)
  expect(red).toBeLessThan(green)
  expect(green).toBeLessThan(blue)
})
