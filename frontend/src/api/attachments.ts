import { call, client } from './client'
import type { Attachment } from './types'
import { upload } from './upload'

/** What a file belongs to. */
export interface Owner {
  type:
    | 'rectification_item'
    | 'countersignature'
    | 'finding'
    | 'duty'
    | 'campaign'
    | 'commitment'
    | 'promise'
    | 'exemplar'
    | 'rule_doc'
    | 'complaint'
  id: number
}

/** The bytes as they were sent, or `clean`: a picture without place, time and device. */
export async function fetchFile(id: number, copy?: 'clean'): Promise<Blob> {
  const blob = await call(
    client.GET('/api/v1/attachments/{attachment_id}/content', {
      params: { path: { attachment_id: id }, query: { copy } },
      parseAs: 'blob',
    }),
  )
  return blob as unknown as Blob
}

/** A small picture of a photo, or of the first page of a paper. */
export async function fetchPreview(id: number): Promise<Blob> {
  const blob = await call(
    client.GET('/api/v1/attachments/{attachment_id}/preview', {
      params: { path: { attachment_id: id } },
      parseAs: 'blob',
    }),
  )
  return blob as unknown as Blob
}

/** In one piece: good for what is small. */
export function sendWhole(
  owner: Owner,
  file: File,
  onProgress: (percent: number) => void,
  key?: string,
): Promise<Attachment> {
  return upload<Attachment>(
    '/api/v1/attachments',
    { owner_type: owner.type, owner_id: String(owner.id), file },
    onProgress,
    key,
  )
}

/** What arrived in pieces becomes a file of its owner. Under one key it does so once, however often it is asked. */
export function finishUpload(uploadId: string, owner: Owner, key: string): Promise<Attachment> {
  return call(
    client.POST('/api/v1/attachments/from-upload', {
      params: { header: { 'Idempotency-Key': key } },
      body: { upload_id: uploadId, owner_type: owner.type, owner_id: owner.id },
    }),
  )
}
