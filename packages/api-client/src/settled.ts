import { AxiosError, type AxiosAdapter } from 'axios'

/** An adapter of one's own answers with any status; axios wants bad ones to be thrown, as its own adapters do. */
export function settled(adapter: AxiosAdapter): AxiosAdapter {
  return async config => {
    const response = await adapter(config)
    if (config.validateStatus?.(response.status) ?? true) return response
    throw new AxiosError(`status ${response.status}`, undefined, config, response.request, response)
  }
}
