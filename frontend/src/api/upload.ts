import { newKey } from './client'
import { ApiProblem } from './problem'
import type { paths } from './schema'
import { session } from './session'

type UploadPath = {
  [P in keyof paths]: paths[P] extends {
    post: { requestBody?: { content: { 'multipart/form-data': unknown } } }
  }
    ? P
    : never
}[keyof paths]

/** Sends a form with files. `fetch` cannot tell how far an upload has come, so this one uses XMLHttpRequest. */
export async function upload<T>(
  path: UploadPath,
  fields: Record<string, string | Blob>,
  onProgress: (percent: number) => void,
  key: string = newKey(),
): Promise<T> {
  const first = await send(path, fields, key, onProgress)
  if (first.status !== 401 || !(await session.refresh())) return read<T>(first)
  return read<T>(await send(path, fields, key, onProgress))
}

function read<T>(request: XMLHttpRequest): T {
  let body: unknown = null
  try {
    body = JSON.parse(request.responseText)
  } catch {
    // A proxy's plain answer; the status says enough.
  }
  if (request.status < 200 || request.status >= 300)
    throw new ApiProblem(request.status, body, request.getResponseHeader('Retry-After'))
  return body as T
}

function send(
  path: string,
  fields: Record<string, string | Blob>,
  key: string,
  onProgress: (percent: number) => void,
): Promise<XMLHttpRequest> {
  return new Promise((resolve) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    const request = new XMLHttpRequest()
    request.open('POST', path)
    const token = session.token()
    if (token) request.setRequestHeader('Authorization', `Bearer ${token}`)
    request.setRequestHeader('Idempotency-Key', key)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(Math.round((event.loaded / event.total) * 100))
    }
    request.onloadend = () => resolve(request)
    request.send(form)
  })
}
