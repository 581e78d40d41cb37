import type { AREAS, PolicyProfileId, SchoolStage } from '@sunshine-aid/domain'
import { CITIES, PROVINCE, type City, type County } from './divisions.ts'
import { Random } from './random.ts'
import { schoolName } from './schoolNames.ts'

/** Schools that exist in every size of the province, hold an example of every state, and have readable accounts. */
export const DEMO_SCHOOLS = [
  { key: 'taicang', county: '320585', stage: 'primary', area: 'town' },
  { key: 'wuxi', county: '320213', stage: 'juniorHigh', area: 'urban' },
  { key: 'xuzhou', county: '320312', stage: 'vocational', area: 'town' },
] as const
export type DemoSchoolKey = (typeof DEMO_SCHOOLS)[number]['key']
/** Needy students of each of them. */
const DEMO_SCHOOL_SIZE = 72

/** One school as it will be made; everything about it follows from `seed` and `index`. */
export interface SchoolPlan {
  readonly seed: string
  readonly index: number
  readonly key: DemoSchoolKey | null
  readonly id: string
  readonly path: string
  readonly name: string
  readonly stage: SchoolStage
  readonly area: (typeof AREAS)[number]
  readonly county: County
  /** Which school of its county it is, from 0. */
  readonly ordinal: number
  /** Needy students. */
  readonly size: number
  readonly policy: PolicyProfileId
}

/** Policies by the division where they are set; a nearer one wins. */
export const POLICY_BY_DIVISION: Readonly<Record<string, PolicyProfileId>> = {
  [PROVINCE.code]: 'jiangsu2024',
  '320200': 'wuxi2024',
  '320585': 'taicang2024',
}

/**
 * The schools of a province with at least `students` needy students; whole schools, so it may be a few more. A
 * larger province begins with the schools of a smaller one.
 */
export function planProvince(students: number, seed: string): SchoolPlan[] {
  const schools: SchoolPlan[] = []
  const perCounty = new Map<string, number>()
  for (let total = 0; total < students;) {
    const school = planSchool(seed, schools.length, perCounty)
    schools.push(school)
    total += school.size
  }
  return schools
}

function planSchool(seed: string, index: number, perCounty: Map<string, number>): SchoolPlan {
  const random = new Random(seed, 'school', index)
  const demo = DEMO_SCHOOLS[index]
  const { city, county } = demo ? placeOf(demo.county) : placeFor(index)
  const ordinal = perCounty.get(county.code) ?? 0
  perCounty.set(county.code, ordinal + 1)
  const stage = demo?.stage ?? random.weighted(STAGE_WEIGHTS)
  return {
    seed,
    index,
    key: demo?.key ?? null,
    id: random.uuid(),
    path: `${pathOf(city, county)}.s${index}`,
    name: schoolName(county.name, stage, ordinal),
    stage,
    area: demo?.area ?? random.weighted({ urban: 0.35, town: 0.4, rural: 0.25 }),
    county,
    ordinal,
    size: demo ? DEMO_SCHOOL_SIZE : sizeOf(stage, random),
    policy: POLICY_BY_DIVISION[county.code] ?? POLICY_BY_DIVISION[city.code] ?? 'jiangsu2024',
  }
}

const STAGE_WEIGHTS: Readonly<Record<SchoolStage, number>> = {
  preschool: 0.22,
  primary: 0.38,
  juniorHigh: 0.2,
  seniorHigh: 0.1,
  vocational: 0.07,
  higherEd: 0.03,
}

/** About 71 on average: a million students in 14,000 schools. */
function sizeOf(stage: SchoolStage, random: Random): number {
  return stage === 'higherEd' ? random.between(120, 260) : random.between(24, 108)
}

/** Labels of the path: `cn32.cn3205.cn320585`. */
export const PROVINCE_PATH = 'cn32'
export function pathOf(city: City, county?: County): string {
  const cityPath = `${PROVINCE_PATH}.cn${city.code.slice(0, 4)}`
  return county ? `${cityPath}.cn${county.code}` : cityPath
}

function placeOf(code: string): { city: City; county: County } {
  for (const city of CITIES) {
    const county = city.counties.find(candidate => candidate.code === code)
    if (county) return { city, county }
  }
  throw new RangeError(`no division ${code}`)
}

/** Each round of 13 visits all cities; the first rounds also fill Taicang, so that its county page has rows. */
function placeFor(index: number): { city: City; county: County } {
  if (index < 60 && index % 7 === 3) return placeOf('320585')
  const city = CITIES[(index * 5) % CITIES.length]
  const county = city?.counties[Math.floor(index / CITIES.length) % city.counties.length]
  if (!city || !county) throw new RangeError('a city without counties')
  return { city, county }
}
