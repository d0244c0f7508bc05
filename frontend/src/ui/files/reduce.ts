/** As long as the longer side of a reduced photo: a page of small print can still be read. */
export const LONGEST = 2560
/** Smaller than this a photo is not worth reducing. */
const WORTH = 800_000
const QUALITY = 0.85

export function isReducible(file: Pick<File, 'type' | 'size'>): boolean {
  return /^image\/(jpeg|png|webp)$/.test(file.type) && file.size > WORTH
}

/** The size that fits, never larger than it was. */
export function fitted(width: number, height: number, longest = LONGEST): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** `a.png` → `a<mark>.jpg`: whoever verifies sees that it is not the original. */
export function reducedName(name: string, mark: string): string {
  return `${name.replace(/\.[^.]*$/, '')}${mark}.jpg`
}

/** A smaller copy of a photo, upright and without place and time; the photo itself where that gains nothing. */
export async function reduced(file: File, mark: string): Promise<File> {
  if (!isReducible(file)) return file
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const { width, height } = fitted(picture.width, picture.height)
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    const paper = canvas.getContext('2d')
    if (!paper) return file
    // What was see-through becomes white, as it would be on paper.
    paper.fillStyle = '#fff'
    paper.fillRect(0, 0, width, height)
    paper.drawImage(picture, 0, 0, width, height)
    picture.close()
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
    if (!blob || blob.size >= file.size) return file
    return new File([blob], reducedName(file.name, mark), { type: 'image/jpeg' })
  } catch {
    return file
  }
}
