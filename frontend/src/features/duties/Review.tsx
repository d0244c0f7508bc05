import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useAnnounce } from '@/ui/announce'
import { may } from './acts'
import { refresh } from './queries'
import { ReasonDialog } from './ReasonDialog'
import type { Duty } from './types'

/** The office's decision on what a unit sent: accepted, or returned with what is wrong. */
export function Review({ duty }: { duty: Duty }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [act, setAct] = useState<'accept' | 'return' | null>(null)
  if (!may(duty, 'accept') && !may(duty, 'return')) return null
  const at = { path: { duty_id: duty.id }, header: { 'if-match': ifMatch(duty.version) } }
  const close = () => setAct(null)
  const done = (words: string) => () => {
    close()
    announce.good(words)
    refresh()
  }
  return (
    <section className="panel" aria-labelledby="review-title">
      <h2 id="review-title">{t('duties.review.title')}</h2>
      {duty.likeness_explained && (
        <p className="notice warn">
          <strong>{t('duties.review.explained')}</strong>
          <br />
          {duty.likeness_explained}
        </p>
      )}
      <div className="actlist">
        <Button type="primary" onClick={() => setAct('accept')}>
          {t('duties.review.accept')}
        </Button>
        <Button onClick={() => setAct('return')}>{t('duties.review.return')}</Button>
      </div>
      {act === 'accept' && (
        <ReasonDialog
          title={t('duties.review.accept')}
          okText={t('duties.review.accept')}
          label={t('duties.review.note')}
          required={false}
          run={(note) =>
            call(
              client.POST('/api/v1/duties/{duty_id}/accept', {
                params: at,
                body: { note: note || undefined },
              }),
            )
          }
          onDone={done(t('duties.review.accepted'))}
          onClose={close}
        >
          <p>{t('duties.review.acceptWhat', { unit: duty.unit.name })}</p>
        </ReasonDialog>
      )}
      {act === 'return' && (
        <ReasonDialog
          title={t('duties.review.return')}
          okText={t('duties.review.return')}
          label={t('duties.review.reason')}
          help={t('duties.review.reasonHelp')}
          required
          run={(reason) =>
            call(client.POST('/api/v1/duties/{duty_id}/return', { params: at, body: { reason } }))
          }
          onDone={done(t('duties.review.returned'))}
          onClose={close}
        >
          <p>{t('duties.review.returnWhat', { unit: duty.unit.name })}</p>
        </ReasonDialog>
      )}
    </section>
  )
}
