import type { DetailedError, HttpResponse, Upload } from 'tus-js-client'
import { ApiProblem } from './problem'
import { session } from './session'

const ENDPOINT = '/api/v1/attachments/uploads'
/** Small enough that a broken line loses little, large enough that a good one is not slowed. */
const PIECE = 1 << 20
const RETRIES = [500, 2_000, 5_000]

interface Wishes {
  /** Where an earlier beginning lies; none: begin anew. */
  url: string | null
  onUrl: (url: string) => void
  onProgress: (percent: number) => void
}

/** An upload that is on its way: it can be stopped, and what has arrived stays. */
export interface Sending {
  /** The id of the upload, once all of it is there. Fails with an `ApiProblem`; status 0: the line broke. */
  arrived: Promise<string>
  stop: () => void
}

/** Sends a file piece by piece (tus), going on from what the service already has. */
export function sendInPieces(file: File, wishes: Wishes): Sending {
  let upload: Upload | null = null
  let stopped = false
  const arrived = (async () => {
    const tus = await import('tus-js-client')
    return new Promise<string>((resolve, reject) => {
      upload = new tus.Upload(file, {
        endpoint: ENDPOINT,
        uploadUrl: wishes.url,
        chunkSize: PIECE,
        retryDelays: RETRIES,
        // Where it lies is kept with the file itself, not with its name.
        storeFingerprintForResuming: false,
        metadata: { filename: file.name },
        onBeforeRequest: (request) => {
          const token = session.token()
          if (token) request.setHeader('Authorization', `Bearer ${token}`)
        },
        onAfterResponse: async (_, response) => {
          if (response.getStatus() === 401) await session.refresh().catch(() => false)
        },
        onShouldRetry: (error, attempt) => isPassing(error, attempt),
        onUploadUrlAvailable: () => {
          if (upload?.url) wishes.onUrl(upload.url)
        },
        onProgress: (sent, total) => wishes.onProgress(total === 0 ? 0 : Math.floor((sent / total) * 100)),
        onError: (error) => reject(problemOf(error)),
        onSuccess: () => resolve(idOf(upload?.url ?? '')),
      })
      if (stopped) return
      upload.start()
    })
  })()
  return {
    arrived,
    stop: () => {
      stopped = true
      void upload?.abort().catch(() => undefined)
    },
  }
}

/** Gives an upload up; what cannot be told to the service, it forgets by itself. */
export async function dropUpload(url: string): Promise<void> {
  const tus = await import('tus-js-client')
  const token = session.token()
  const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {}
  await tus.Upload.terminate(url, { headers, retryDelays: [] }).catch(() => undefined)
}

export function idOf(url: string): string {
  return (
    url
      .replace(/[?#].*$/, '')
      .replace(/\/+$/, '')
      .split('/')
      .pop() ?? ''
  )
}

/** Worth another try by itself: a line that broke, a busy service, an offset that moved, a token that ran out. */
function isPassing(error: DetailedError, attempt: number): boolean {
  const status = statusOf(error.originalResponse)
  if (status === 401) return attempt === 0 && session.status() === 'in'
  return status === 0 || status >= 500 || status === 409 || status === 423
}

function statusOf(response: HttpResponse | null | undefined): number {
  return response?.getStatus() ?? 0
}

function problemOf(error: Error | DetailedError): ApiProblem {
  const response = 'originalResponse' in error ? error.originalResponse : null
  if (!response) return new ApiProblem(0, null)
  let body: unknown = null
  try {
    body = JSON.parse(response.getBody())
  } catch {
    // A proxy's plain answer; the status says enough.
  }
  return new ApiProblem(statusOf(response), body, response.getHeader('Retry-After') ?? null)
}
