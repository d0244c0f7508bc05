import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Publication } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { Field } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import { beginning, decide, draft, type TypedWording, withhold } from './publishing'
import { Wording } from './Wording'

export type PublicationAct = 'draft' | 'withhold' | 'approve' | 'return'

interface Props {
  publication: Publication
  act: PublicationAct
  onClose: () => void
  onDone: (after: Publication) => void
  onReload: () => void
}

/** One act on the public wording, with what it needs. */
export function PublicationDialog({ publication, act, onClose, onDone, onReload }: Props) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [typed, setTyped] = useState<TypedWording>(() => beginning(publication))
  const [words, setWords] = useState('')
  const submission = useSubmit({
    run: () => {
      if (act === 'draft') return draft(publication, typed)
      if (act === 'withhold') return withhold(publication, words)
      return decide(publication, act === 'approve', words)
    },
    onDone: (after) => {
      announce.good(t('finding.publication.done'))
      onDone(after)
    },
    onReload,
    typed: () => (act === 'draft' ? Object.values(typed).join('\n\n') : words),
  })
  const needed = act === 'withhold' || act === 'return'
  return (
    <SubmitDialog
      title={t(`finding.publication.${act}`)}
      okText={act === 'draft' ? t('finding.publication.submit') : t(`finding.publication.${act}`)}
      submission={submission}
      onClose={onClose}
      danger={act === 'withhold'}
      disabled={act === 'draft' ? !typed.problem.trim() : needed && !words.trim()}
      width={act === 'draft' ? 820 : 620}
    >
      {act === 'draft' && (
        <Draft publication={publication} typed={typed} onTyped={setTyped} faults={submission.faults} />
      )}
      {act === 'withhold' && <p>{t('finding.publication.withholdWhat')}</p>}
      {act === 'approve' && (
        <p>
          {t('finding.publication.approveWhat')}
          {publication.withheld && t('finding.publication.releases')}
        </p>
      )}
      {(act === 'approve' || act === 'return') && (
        <Wording
          problem={publication.problem}
          measures={publication.measures}
          progress={publication.progress}
        />
      )}
      {act !== 'draft' && (
        <Field
          label={t(act === 'withhold' ? 'finding.publication.reason' : 'finding.publication.note')}
          {...(act === 'withhold' ? { help: t('finding.publication.reasonHelp') } : {})}
          fault={submission.faults.reason ?? submission.faults.note}
          required={needed}
        >
          {(id, described, invalid) => (
            <Input.TextArea
              id={id}
              aria-describedby={described}
              aria-invalid={invalid}
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={2000}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          )}
        </Field>
      )}
    </SubmitDialog>
  )
}

interface DraftProps {
  publication: Publication
  typed: TypedWording
  onTyped: (typed: TypedWording) => void
  faults: Record<string, string>
}

function Draft({ publication, typed, onTyped, faults }: DraftProps) {
  const { t } = useTranslation()
  const { ledger } = publication
  const fields: [keyof TypedWording, number, number, string | undefined][] = [
    ['problem', 3, 5000, undefined],
    ['measures', 4, 50_000, t('finding.publication.measuresHelp')],
    ['progress', 4, 20_000, undefined],
  ]
  return (
    <>
      <p className="quiet">{t('finding.publication.draftWhat')}</p>
      <details>
        <summary>{t('finding.publication.ledger')}</summary>
        <Wording problem={ledger.problem} measures={ledger.measures} progress={ledger.progress} />
      </details>
      {fields.map(([name, minRows, maxLength, help]) => (
        <Field
          key={name}
          label={t(`finding.publication.${name}`)}
          {...(help ? { help } : {})}
          fault={faults[name]}
          required={name === 'problem'}
        >
          {(id, described, invalid) => (
            <Input.TextArea
              id={id}
              aria-describedby={described}
              aria-invalid={invalid}
              autoSize={{ minRows, maxRows: 14 }}
              maxLength={maxLength}
              value={typed[name]}
              onChange={(event) => onTyped({ ...typed, [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </>
  )
}
