import { lazyRouteComponent } from '@tanstack/react-router'
import { ApiProblem } from '@/api/problem'

/**
 * A page fetched when it is first opened. The router reloads the document when a page's file is missing, which
 * is right after an update; without a network it would put the browser's own error page in the place of ours.
 */
export function lazyPage<M extends Record<string, unknown>, K extends keyof M & string>(
  importer: () => Promise<M>,
  name: K,
) {
  const load = () =>
    importer().catch((error: unknown) => {
      throw navigator.onLine ? error : new ApiProblem(0, null)
    })
  return lazyRouteComponent(load, name)
}
