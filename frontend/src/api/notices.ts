import { useQuery } from '@tanstack/react-query'
import { pending } from './pending'

/** How many notices nobody has read yet; asked for by the bell and after reading. */
export function useUnread() {
  return useQuery({
    queryKey: ['notices', 'unread'],
    queryFn: () => pending<{ count: number }>('GET', '/notices/unread-count'),
    staleTime: 30_000,
    retry: false,
  })
}
