/** What a file begins with, by what its name promises; the service looks closer. */
const BEGINNINGS: Record<string, (head: Uint8Array) => boolean> = {
  jpg: (head) => head[0] === 0xff && head[1] === 0xd8,
  jpeg: (head) => head[0] === 0xff && head[1] === 0xd8,
  png: (head) => text(head, 1, 4) === 'PNG',
  webp: (head) => text(head, 8, 12) === 'WEBP',
  heic: (head) => text(head, 4, 8) === 'ftyp',
  pdf: (head) => text(head, 0, 4) === '%PDF',
  docx: (head) => text(head, 0, 2) === 'PK',
  xlsx: (head) => text(head, 0, 2) === 'PK',
}

export type FileFault = 'empty' | 'large' | 'kind'

function text(head: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...head.slice(from, to))
}

export function sizeFault(size: number, most: number | undefined): FileFault | null {
  if (size === 0) return 'empty'
  return most !== undefined && size > most ? 'large' : null
}

/** Why a file would be refused, as far as its size and first bytes tell; before anything is sent. */
export async function fileFault(file: File, most: number | undefined): Promise<FileFault | null> {
  const fault = sizeFault(file.size, most)
  if (fault) return fault
  const begins = BEGINNINGS[file.name.split('.').pop()?.toLowerCase() ?? '']
  // A camera may name its picture anything; what the name does not promise is left to the service.
  if (!begins) return null
  return begins(new Uint8Array(await file.slice(0, 12).arrayBuffer())) ? null : 'kind'
}
