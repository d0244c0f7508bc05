import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'
import { session } from '@/api/session'
import { forgetWords } from './drafts'
import { forgetFiles } from './files/keptFiles'

/** Leaves the service and this device without a trace, even where the service cannot be told. */
export async function signOut(): Promise<void> {
  try {
    if (session.status() === 'in') await call(client.DELETE('/api/v1/sessions/current'))
  } catch {
    // It ends by itself; here it ends now.
  } finally {
    forgetWords()
    void forgetFiles()
    session.leave()
    queryClient.clear()
  }
}
