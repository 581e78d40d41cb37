export * from './core.ts'
export { registerModules } from './registerModules.ts'
