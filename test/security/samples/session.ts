import { nothing, place, school, type Samples } from './question.ts'

export const session: Samples = {
  getMe: { input: nothing },
  getDeviceKey: { input: nothing },
  listOrganisations: { input: place },
  listStaff: { input: school },
  getPolicy: { input: school },
  getPreferences: { input: nothing },
  savePreferences: { input: () => ({ body: { tourSeen: true, shortcuts: true } }) },
}
