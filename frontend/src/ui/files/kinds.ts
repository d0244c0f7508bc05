/** What may be sent; the service looks inside. */
export const EVIDENCE_TYPES = 'image/jpeg,image/png,image/webp,image/heic,.heic,.pdf,.docx,.xlsx'

/** Pictures of which the service makes a copy without place, time and device. */
export function isPhoto(mediaType: string): boolean {
  return /^image\/(jpeg|png|webp|heic)$/.test(mediaType)
}

export function isPaper(mediaType: string): boolean {
  return mediaType === 'application/pdf'
}
