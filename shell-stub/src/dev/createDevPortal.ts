import type { FastifyInstance } from 'fastify'
import { portalServer, type PortalOptions } from '../portalServer.ts'

export async function createDevPortal(options: PortalOptions): Promise<FastifyInstance> {
  return portalServer(options)
}
