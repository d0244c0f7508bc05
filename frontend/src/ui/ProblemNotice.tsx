import { Button } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/api/problem'

/** What the service refused, in its own words; the SPA adds words only where the service could not speak. */
export function describe(error: unknown, t: TFunction): { title: string; detail: string } {
  if (!(error instanceof ApiProblem))
    return { title: t('common.error.crashed'), detail: t('common.error.crashedDetail') }
  if (error.status === 0) return { title: t('common.error.network'), detail: t('common.error.networkDetail') }
  const fallback = error.title ? '' : t('common.error.unknown', { status: error.status })
  return { title: error.title || t('common.error.title'), detail: error.detail ?? fallback }
}

export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation()
  if (!error) return null
  const { title, detail } = describe(error, t)
  const fields = error instanceof ApiProblem ? [...new Set(error.errors.map((field) => field.message))] : []
  return (
    <div className="notice bad" role="alert">
      <strong>{title}</strong>
      {detail && <p className="pre">{detail}</p>}
      {fields.length > 0 && (
        <ul>
          {fields.map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      {onRetry && (
        <Button size="small" onClick={onRetry} style={{ marginTop: 8 }}>
          {t('common.retry')}
        </Button>
      )}
    </div>
  )
}
