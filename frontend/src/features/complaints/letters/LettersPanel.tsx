import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import { day } from '@/i18n/format'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useDownload } from '@/ui/useDownload'
import { refresh } from '../queries'
import { DeliveryDialog } from './DeliveryDialog'
import { IssueDialog } from './IssueDialog'
import type { Letter } from './types'

/** The letters of one complaint: what was issued and delivered, and the next one, written from the case. */
export function LettersPanel({ complaintId }: { complaintId: number }) {
  const { t } = useTranslation()
  const [issuing, setIssuing] = useState(false)
  const letters = useQuery({
    queryKey: ['complaint', complaintId, 'letters'],
    queryFn: () =>
      call(
        client.GET('/api/v1/complaints/{complaint_id}/letters', {
          params: { path: { complaint_id: complaintId } },
        }),
      ),
  })
  const found = letters.data
  if (!found && !letters.error) return null
  const may = found?.drafts.some((draft) => draft.refused === null) ?? false
  if (found && found.items.length === 0 && !may) return null
  return (
    <section className="panel stack" aria-labelledby="letters-title">
      <div className="headrow">
        <h2 id="letters-title">{t('letters.title')}</h2>
        {may && (
          <div className="side">
            <Button size="small" onClick={() => setIssuing(true)}>
              {t('letters.issue')}
            </Button>
          </div>
        )}
      </div>
      <ProblemNotice error={letters.error} onRetry={() => void letters.refetch()} />
      {found?.items.length === 0 && <p className="quiet">{t('letters.none')}</p>}
      {found && found.items.length > 0 && (
        <ul className="plain cards">
          {found.items.map((letter) => (
            <One key={letter.id} letter={letter} />
          ))}
        </ul>
      )}
      {issuing && found && (
        <IssueDialog
          complaintId={complaintId}
          drafts={found.drafts}
          onClose={() => setIssuing(false)}
          onDone={() => {
            setIssuing(false)
            refresh()
          }}
        />
      )}
    </section>
  )
}

function One({ letter }: { letter: Letter }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const download = useDownload()
  const [delivering, setDelivering] = useState(false)
  const save = (format: 'docx' | 'pdf') =>
    void download.save(
      format,
      () =>
        client.GET('/api/v1/complaint-letters/{letter_id}/document', {
          params: { path: { letter_id: letter.id }, query: { format } },
          parseAs: 'blob',
        }),
      `${letter.title}${letter.number}.${format}`,
    )
  return (
    <li className="card">
      <div className="stack tight">
        <span>
          <b>{letter.title}</b> {letter.number}
        </span>
        <span className="small quiet">
          {[letter.unit.name, letter.issued_by_name, day(letter.issued_on)].join(' · ')}
        </span>
        <span className="small">
          {letter.delivered_on
            ? [
                t('letters.deliveredOn', {
                  how: label('letter_delivery', letter.delivery),
                  day: letter.delivered_on,
                }),
                letter.delivery_note,
              ]
                .filter(Boolean)
                .join(' · ')
            : t('letters.notDelivered')}
        </span>
        <div className="row">
          {letter.may_print &&
            (['docx', 'pdf'] as const).map((format) => (
              <Button
                key={format}
                size="small"
                loading={download.busy === format}
                aria-label={`${t(`letters.print.${format}`)}: ${letter.number}`}
                onClick={() => save(format)}
              >
                {t(`letters.print.${format}`)}
              </Button>
            ))}
          {letter.may_deliver && (
            <Button
              size="small"
              aria-label={`${t('letters.deliver')}: ${letter.number}`}
              onClick={() => setDelivering(true)}
            >
              {t('letters.deliver')}
            </Button>
          )}
        </div>
      </div>
      {delivering && (
        <DeliveryDialog
          letter={letter}
          onClose={() => setDelivering(false)}
          onDone={() => {
            setDelivering(false)
            refresh()
          }}
        />
      )}
    </li>
  )
}
