import type { Option } from '@/api/queries'
import { i18next } from '@/i18n'
import { zhCN } from '@/i18n/zh-CN'

/** What happened, in words; one code may mean two things on two kinds of object. */
export function actionName(action: string, resource: string): string {
  const special = `event.action.${action}_${resource}`
  if (i18next.exists(special)) return i18next.t(special as never)
  const plain = `event.action.${action}`
  return i18next.exists(plain) ? i18next.t(plain as never) : action
}

export function resourceName(resource: string): string {
  const key = `event.resource.${resource}`
  return i18next.exists(key) ? i18next.t(key as never) : resource
}

/** A field by its name on the pages; a rare one by its own. */
export function fieldName(field: string): string {
  const key = `event.field.${field}`
  return i18next.exists(key) ? i18next.t(key as never) : field
}

export function fieldNames(fields: string[]): string {
  return [...new Set(fields.map(fieldName))].join(i18next.language === 'en-US' ? ', ' : '\u3001')
}

/** What the name of an action ends with where it means something else on that kind of object. */
const SPECIAL =
  /_(finding|rectification_item|unit|campaign|campaign_stage|duty|duty_request|report_result|commitment|promise|exemplar|rule_doc|suggestion_collection|suggestion)$/

/** The codes that may be looked for; two names of one code are one choice. */
export function actionOptions(): Option[] {
  const codes = Object.keys(zhCN.event.action).map((key) => key.replace(SPECIAL, ''))
  return [...new Set(codes)].map((value) => ({ value, label: actionName(value, 'finding') }))
}

export function resourceOptions(): Option[] {
  return Object.keys(zhCN.event.resource).map((value) => ({ value, label: resourceName(value) }))
}
