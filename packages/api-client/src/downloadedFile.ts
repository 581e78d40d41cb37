import type { EndpointSpec } from '@sunshine-aid/api-contract'
import type { AxiosResponse } from 'axios'

export interface DownloadedFile {
  readonly content: Blob
  readonly fileName: string
}

export function downloadedFile(endpoint: EndpointSpec, response: AxiosResponse): DownloadedFile {
  const header = String(response.headers['content-disposition'] ?? '')
  return {
    content: response.data as Blob,
    fileName: fileNameIn(header) ?? endpoint.download?.fileName ?? 'download',
  }
}

/** From `Content-Disposition` (RFC 6266): `filename*=UTF-8''…` before `filename="…"`. */
function fileNameIn(header: string): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1]
  if (encoded) return decodeURIComponent(encoded)
  return /filename="([^"]+)"/i.exec(header)?.[1]
}
