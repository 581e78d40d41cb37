export type FileRefusal = 'many' | 'type' | 'size'

/**
 * Why the dropped `files` cannot be taken. Only the name's ending and the size are looked at: the browser's media type
 * depends on what is installed (an .xlsx has none on a PC without Excel), so the server reads the bytes.
 */
export function fileRefusal(
  files: ArrayLike<File>,
  { accept, maxBytes }: { accept: string; maxBytes?: number | undefined },
): FileRefusal | undefined {
  const file = files[0]
  if (!file || files.length > 1) return 'many'
  const endings = accept.split(',').map(ending => ending.trim().toLowerCase())
  const fits = accept === '' || endings.some(ending => file.name.toLowerCase().endsWith(ending))
  if (!fits) return 'type'
  return maxBytes !== undefined && file.size > maxBytes ? 'size' : undefined
}

/** `bytes` as people say it: 812 B, 14 KB, 3.5 MB. */
export function bytesInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 ** 2).toFixed(1).replace('.0', '')} MB`
}
