import type { FastifyInstance } from 'fastify'
import { sessionRoutes } from './session/routes.ts'

/** The routes of one resource folder. */
export type Routes = (app: FastifyInstance) => void

/** Every resource of the API. The server refuses to start while an endpoint of the contract has no handler. */
export const routes: readonly Routes[] = [sessionRoutes]
