import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useAnnounce } from '@/ui/announce'
import { BothSides } from '@/ui/Likeness'
import { Loading } from '@/ui/Loading'
import { percent } from '@/ui/likeness'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { ReasonDialog } from '@/ui/ReasonDialog'
import { may } from './acts'
import { refresh } from './queries'
import type { Duty } from './types'

/** The office's decision on what a unit sent: accepted, or returned with what is wrong. */
export function Review({ duty }: { duty: Duty }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [act, setAct] = useState<'accept' | 'return' | null>(null)
  const decides = may(duty, 'accept') || may(duty, 'return')
  if (!decides && !duty.may_see_likeness) return null
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
      {duty.may_see_likeness && <LikenessOf dutyId={duty.id} />}
      {decides && (
        <div className="actlist" style={{ marginTop: 12 }}>
          <Button type="primary" onClick={() => setAct('accept')}>
            {t('duties.review.accept')}
          </Button>
          <Button onClick={() => setAct('return')}>{t('duties.review.return')}</Button>
        </div>
      )}
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

/** Both sides of what stands elsewhere too, part by part; those alike stand open. */
function LikenessOf({ dutyId }: { dutyId: number }) {
  const { t } = useTranslation()
  const found = useQuery({
    queryKey: ['duty', dutyId, 'likeness'],
    queryFn: () =>
      call(client.GET('/api/v1/duties/{duty_id}/likeness', { params: { path: { duty_id: dutyId } } })),
  })
  if (found.error) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <Loading />
  const alike = found.data.parts.filter(({ likeness }) => likeness.share > 0)
  return (
    <div className="stack">
      {found.data.explained && (
        <p className="notice warn">
          <strong>{t('duties.review.explained')}</strong>
          <br />
          {found.data.explained}
        </p>
      )}
      {alike.length === 0 && <p className="quiet">{t('duties.review.unlike')}</p>}
      {alike.map(({ part, title, likeness }) => (
        <details key={part} open={likeness.alarming}>
          <summary>{t('duties.review.alike', { title, share: percent(likeness.share) })}</summary>
          <BothSides view={{ ...likeness, explanation: null }} />
        </details>
      ))}
    </div>
  )
}
