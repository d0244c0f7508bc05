import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import type { Verification } from '@/api/types'
import { number } from '@/i18n/format'
import { ProblemNotice } from '@/ui/ProblemNotice'

/** Whether the chain of events is whole, counted from its first one. */
export function Verify() {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<Verification | null>(null)
  const [error, setError] = useState<unknown>(null)
  async function verify(): Promise<void> {
    setBusy(true)
    setError(null)
    setResult(null)
    try {
      setResult(await call(client.GET('/api/v1/events/verification')))
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="panel" aria-labelledby="verify-title">
      <div className="headrow" style={{ marginBottom: 0 }}>
        <h2 id="verify-title">{t('trail.verification')}</h2>
        <span className="quiet small">{t('trail.verificationWhat')}</span>
        <div className="side">
          <Button loading={busy} onClick={() => void verify()}>
            {busy ? t('trail.verifying') : t('trail.verify')}
          </Button>
        </div>
      </div>
      <div aria-live="polite">
        <ProblemNotice error={error} />
        {result?.ok && (
          <div className="notice good" style={{ margin: '12px 0 0' }}>
            {t('trail.ok', { checked: number(result.checked), points: number(result.checkpoints) })}
          </div>
        )}
        {result && !result.ok && (
          <div className="notice bad" style={{ margin: '12px 0 0' }}>
            {t('trail.broken', {
              position: result.first_bad?.position ?? '?',
              reason: result.first_bad?.reason ?? '',
            })}
          </div>
        )}
      </div>
    </section>
  )
}
