import type { TFunction } from 'i18next'

export const CONTACTS = ['phone', 'mobile', 'fax', 'email', 'person', 'address', 'postcode', 'hours'] as const

/** What a contact is called; a kind that is not known yet is shown as it is. */
export function contactWords(kind: string, t: TFunction): string {
  const known = CONTACTS.find((one) => one === kind)
  return known ? t(`imports.reading.contact.${known}`) : kind
}
