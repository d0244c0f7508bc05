import { Link } from '@tanstack/react-router'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import type { ImportDraft, ImportRow } from '@/api/types'
import { moment, number } from '@/i18n/format'
import { Field } from '@/ui/fields'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { archived } from '../Became'
import { useDesk } from '../desk'
import { changeDraft } from '../useChange'
import { reloadDraft } from '../useDraft'
import { type Shown, shownAs } from './outcome'
import { MARKS } from './StateChip'

interface Props {
  rows: ImportRow[]
  shown: Shown
  onShown: (shown: Shown) => void
}

/** Which earlier import this one is compared with, and how much of it differs. */
export function ComparisonBanner(props: Props) {
  const { t } = useTranslation()
  const { draft, editable } = useDesk()
  const compared = draft.earlier.find((entry) => entry.import_id === draft.compares_with)
  if (draft.earlier.length === 0 && draft.compares_with === null) return null
  return (
    <section className="comparison" aria-label={t('imports.differences.title')}>
      {editable ? <Chooser draft={draft} /> : <strong>{t('imports.differences.title')}</strong>}
      {draft.compares_with !== null && (
        <Link to="/imports/$importId" params={{ importId: String(draft.compares_with) }} className="small">
          {t('imports.differences.openEarlier', { title: compared?.title ?? `#${draft.compares_with}` })}
        </Link>
      )}
      {draft.compares_with !== null && !archived(draft) && <Filters {...props} />}
    </section>
  )
}

const NONE = 0

function Chooser({ draft }: { draft: ImportDraft }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  async function choose(earlier: number): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await changeDraft(draft, { compares_with: earlier === NONE ? null : earlier })
      await reloadDraft(draft.id)
    } catch (refused) {
      setError(refused)
      await reloadDraft(draft.id)
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      <ProblemNotice error={error} />
      <Field label={t('imports.differences.with')}>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            loading={busy}
            disabled={busy}
            value={draft.compares_with ?? NONE}
            onChange={(earlier: number) => void choose(earlier)}
            options={[
              ...draft.earlier.map((entry) => ({
                value: entry.import_id,
                label: [
                  moment(entry.confirmed_at),
                  entry.title ?? `#${entry.import_id}`,
                  entry.document_number,
                  entry.why
                    .map((why) => label('import_likeness', why))
                    .join(t('imports.reading.enumeration')),
                ]
                  .filter(Boolean)
                  .join(' · '),
              })),
              { value: NONE, label: t('imports.differences.withNone') },
            ]}
          />
        )}
      </Field>
    </>
  )
}

const SHOWN: Shown[] = ['all', 'same', 'changed', 'new', 'gone', 'undecided']

function Filters({ rows, shown, onShown }: Props) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const { draft } = useDesk()
  return (
    <fieldset className="bare row">
      <legend className="sr">{t('imports.differences.filter')}</legend>
      {SHOWN.map((one) => {
        const count = one === 'gone' ? draft.gone.length : rows.filter((row) => shownAs(row, one)).length
        if (one === 'undecided' && count === 0 && shown !== one) return null
        return (
          <button
            key={one}
            type="button"
            className={`filterchip${one === 'undecided' ? ' urgent' : ''}`}
            aria-pressed={shown === one}
            onClick={() => onShown(one)}
          >
            {one === 'all' && t('common.all')}
            {one === 'undecided' && `! ${t('imports.differences.undecided')}`}
            {one !== 'all' && one !== 'undecided' && (
              <>
                <span aria-hidden="true">{MARKS[one]} </span>
                {label('difference_state', one)}
              </>
            )}{' '}
            <b>{number(count)}</b>
          </button>
        )
      })}
    </fieldset>
  )
}
