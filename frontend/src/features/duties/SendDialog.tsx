import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { moment, number } from '@/i18n/format'
import { type AlikeText, alikeOf } from '@/ui/likeness'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useNow } from '@/ui/useNow'
import { useSubmit } from '@/ui/useSubmit'
import { type Content, isChanged, numberOf } from './content'
import type { Duty } from './types'

interface Props {
  duty: Duty
  content: Content
  /** Saves what was typed, and answers the newest version. */
  save: () => Promise<Duty>
  /** Closed to go on writing; what stands elsewhere of the words, where that is why. */
  onClose: (alike: AlikeText[]) => void
  onReload: () => void
  onSent: () => void
}

/** What sending means, before it is done; and what to do where the words stand elsewhere too. */
export function SendDialog(props: Props) {
  const { t } = useTranslation()
  const { duty } = props
  const [explained, setExplained] = useState('')
  const submission = useSubmit({
    run: async () => {
      const { version } = await props.save()
      return call(
        client.POST('/api/v1/duties/{duty_id}/submit', {
          params: { path: { duty_id: duty.id }, header: { 'if-match': ifMatch(version) } },
          body: { likeness_explained: explained.trim() || undefined },
        }),
      )
    },
    onDone: props.onSent,
    onReload: () => {
      props.onClose([])
      props.onReload()
    },
  })
  return (
    <SubmitDialog
      title={t('duties.send.title', { title: duty.title })}
      okText={t('duties.send.ok')}
      submission={submission}
      explained={explained}
      onExplain={setExplained}
      onClose={() => props.onClose(alikeOf(submission.error))}
    >
      <Consequences duty={duty} content={props.content} />
    </SubmitDialog>
  )
}

function Consequences({ duty, content }: { duty: Duty; content: Content }) {
  const { t } = useTranslation()
  const now = useNow(Number.POSITIVE_INFINITY, 10_000)
  const changed = duty.parts.flatMap((part) =>
    part.fields.filter((field) => isChanged(content, part.code, field)).map((field) => ({ part, field })),
  )
  const late = Date.parse(duty.due_at) <= now
  return (
    <>
      <p>{t('duties.send.what', { unit: duty.unit.name })}</p>
      <p className={late && !duty.first_submitted_at ? 'notice warn' : 'notice good'}>
        {duty.first_submitted_at
          ? t('duties.send.again', { at: moment(duty.first_submitted_at) })
          : late
            ? t('duties.send.late')
            : t('duties.send.onTime')}
      </p>
      {changed.length > 0 && (
        <div>
          <p>{t('duties.send.changed', { count: changed.length })}</p>
          <ul className="small">
            {changed.map(({ part, field }) => (
              <li key={field.code}>
                {t('duties.send.one', {
                  label: field.label,
                  own: number(numberOf(content, part.code, field) ?? 0),
                  ledger: number(field.ledger ?? 0),
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
