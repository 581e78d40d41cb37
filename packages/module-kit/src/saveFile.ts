/** Hands a file to the browser's own download, and lets go of its memory. */
export function saveFile({ content, fileName }: { readonly content: Blob; readonly fileName: string }): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The browser takes the file in the turn of the click; the address may go in the next one.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
