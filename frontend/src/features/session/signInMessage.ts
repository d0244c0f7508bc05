import { i18next } from '@/i18n'

/** Why signing in at the organisation's own door did not succeed, as `/?sign_in=…` says it. */
export function signInMessage(slug: string): string {
  const key = `session.oidc.${slug.replaceAll('-', '_')}`
  return i18next.exists(key) ? i18next.t(key as never) : i18next.t('session.oidc.oidc_failed')
}

/** Takes the message out of the address: it is said once, and not kept in a bookmark. */
export function takeSignInSlug(): string | null {
  const address = new URL(window.location.href)
  const slug = address.searchParams.get('sign_in')
  if (slug === null) return null
  address.searchParams.delete('sign_in')
  window.history.replaceState(window.history.state, '', address)
  return slug
}
