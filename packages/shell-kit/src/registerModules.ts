import { registerApplication, start, triggerAppChange, unregisterApplication } from 'single-spa'
import { registerWith, type RegisteredModules, type RegisterOptions } from './registerWith.ts'
import type { SingleSpa } from './singleSpa.ts'

const singleSpa6: SingleSpa = {
  registerApplication,
  unregisterApplication,
  start,
  triggerAppChange,
}

/** `registerWith` single-spa 6, which comes with the kit. */
export function registerModules(options: RegisterOptions): RegisteredModules {
  return registerWith(singleSpa6, options)
}
