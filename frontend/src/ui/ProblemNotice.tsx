import { Button } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { ApiProblem, kindOf } from '@/api/problem'
import { i18next } from '@/i18n'

/** What the service refused, in its own words; the SPA adds words only where the service could not speak. */
export function describe(error: unknown, t: TFunction): { title: string; detail: string } {
  if (!(error instanceof ApiProblem))
    return { title: t('common.error.crashed'), detail: t('common.error.crashedDetail') }
  if (error.status === 0) return { title: t('common.error.network'), detail: t('common.error.networkDetail') }
  const fallback = error.title ? '' : t('common.error.unknown', { status: error.status })
  const title = titleOf(error, t)
  // Where the service says no more than its title, the translated one says it all.
  const detail = error.detail === error.title ? '' : (error.detail ?? fallback)
  return { title, detail }
}

/** The service speaks Chinese; the kinds of its refusals are few and have words of their own in English. */
function titleOf(error: ApiProblem, t: TFunction): string {
  const key = `common.problem.${kindOf(error).replaceAll('-', '_')}`
  if (i18next.language === 'en-US' && i18next.exists(key)) return t(key as never)
  return error.title || t('common.error.title')
}

/** The refusal stays the same however often it is asked. */
const FINAL = new Set([403, 404, 413, 415, 422])

export function isFinal(error: unknown): boolean {
  return error instanceof ApiProblem && FINAL.has(error.status)
}

/** Each sentence once: a refusal of one field is often both the detail and the field's message. */
export function sentences(
  title: string,
  detail: string,
  error: unknown,
): { detail: string; fields: string[] } {
  const messages = error instanceof ApiProblem ? error.errors.map((field) => field.message) : []
  const bare = (text: string) => text.replace(/[\s。.;;]+$/u, '')
  const fields = [...new Map(messages.map((message) => [bare(message), message])).values()].filter(
    (message) => bare(message) !== bare(title),
  )
  const repeated =
    bare(detail) === bare(title) || fields.some((message) => bare(detail).endsWith(bare(message)))
  if (!repeated) return { detail, fields }
  // One message inside the detail: the detail says more, unless it says only that.
  const kept = fields.filter((message) => !bare(detail).endsWith(bare(message)))
  return { detail: bare(detail) === bare(title) ? '' : detail, fields: kept }
}

interface Props {
  error: unknown
  onRetry?: () => void
  /** In place of the service's own title, where the page knows better what was tried. */
  title?: string
  /** What was refused, a file's name for one. */
  subject?: string
}

export function ProblemNotice({ error, onRetry, title: given, subject }: Props) {
  const { t } = useTranslation()
  if (!error) return null
  const said = describe(error, t)
  const title = given ?? said.title
  const { detail, fields } = sentences(title, said.detail, error)
  return (
    <div className="notice bad" role="alert">
      <strong>{subject ? `${subject}: ${title}` : title}</strong>
      {detail && <p className="pre">{detail}</p>}
      {fields.length > 0 && (
        <ul>
          {fields.map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      {onRetry && !isFinal(error) && (
        <Button size="small" onClick={onRetry} style={{ marginTop: 8 }}>
          {t('common.retry')}
        </Button>
      )}
    </div>
  )
}
