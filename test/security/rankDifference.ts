/**
 * How far apart two samples lie by their ranks (Mann-Whitney), in standard deviations: 0 for samples that are
 * mixed evenly, positive where `a` is larger. Ranks do not care about the few slow requests of a busy machine.
 */
export function rankDifference(a: readonly number[], b: readonly number[]): number {
  const all = [...a.map(value => ({ value, from: 'a' })), ...b.map(value => ({ value, from: 'b' }))]
  all.sort((x, y) => x.value - y.value)
  const rankSum = all.reduce((sum, { from }, index) => sum + (from === 'a' ? index + 1 : 0), 0)
  const u = rankSum - (a.length * (a.length + 1)) / 2
  const mean = (a.length * b.length) / 2
  const deviation = Math.sqrt((a.length * b.length * (a.length + b.length + 1)) / 12)
  return (u - mean) / deviation
}
