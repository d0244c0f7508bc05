/** Offers bytes the browser already holds as a file; the token never stands in a URL. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** The file name a `Content-Disposition` header gives, UTF-8 form first. */
export function nameFrom(header: string | null, fallback: string): string {
  if (!header) return fallback
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1]
  if (extended) return decodeURIComponent(extended)
  return /filename="?([^";]+)"?/i.exec(header)?.[1] ?? fallback
}
