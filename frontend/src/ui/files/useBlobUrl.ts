import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

/**
 * An address for bytes fetched with the token; an `<img>` cannot send one. It lives as long as it is shown. The
 * type is the one the service found out, not the one a browser guesses: nothing else is run.
 */
export function useBlobUrl(
  key: readonly unknown[],
  load: (() => Promise<Blob>) | null,
  mediaType: string,
): { url: string | null; error: unknown } {
  const blob = useQuery({
    queryKey: ['blob', ...key],
    enabled: load !== null,
    // A file never changes.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 120_000,
    retry: false,
    queryFn: async () => (load ? await load() : null),
  })
  const [url, setUrl] = useState<string | null>(null)
  const { data } = blob
  useEffect(() => {
    if (!data) return
    const made = URL.createObjectURL(new Blob([data], { type: mediaType }))
    setUrl(made)
    return () => {
      URL.revokeObjectURL(made)
      setUrl(null)
    }
  }, [data, mediaType])
  return { url, error: blob.error }
}
