import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import { number } from '@/i18n/format'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useDesk } from '../desk'
import { Changes } from './Changes'
import type { State } from './outcome'
import { MARKS, StateChip } from './StateChip'

const STATES: State[] = ['changed', 'new', 'gone', 'same']

/** How a plan or an annual report differs from the one before it, part by part. */
export function PartDifferences() {
  const { t } = useTranslation()
  const { label } = useLabels()
  const { draft } = useDesk()
  const [shown, setShown] = useState<State>('changed')
  const found = useQuery({
    queryKey: ['import', draft.id, 'differences'],
    enabled: draft.compares_with !== null,
    queryFn: () =>
      call(
        client.GET('/api/v1/imports/{import_id}/differences', {
          params: { path: { import_id: draft.id } },
        }),
      ),
  })
  if (draft.compares_with === null) return null
  if (found.error) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return null
  const { items, totals } = found.data
  return (
    <section className="readpart" aria-labelledby="differences">
      <div className="parthead">
        <h3 id="differences">{t('imports.differences.parts')}</h3>
      </div>
      <fieldset className="bare row">
        <legend className="sr">{t('imports.differences.filter')}</legend>
        {STATES.map((state) => (
          <button
            key={state}
            type="button"
            className="filterchip"
            aria-pressed={shown === state}
            onClick={() => setShown(state)}
          >
            <span aria-hidden="true">{MARKS[state]} </span>
            {label('difference_state', state)} <b>{number(totals[state])}</b>
          </button>
        ))}
      </fieldset>
      {totals[shown] === 0 && <p className="small quiet">{t('imports.differences.noneOfThese')}</p>}
      <ul className="plain">
        {items
          .filter((item) => item.state === shown)
          .map((item, index) => (
            <li key={index} className="draftrow">
              <div className="row">
                <StateChip state={item.state} />
                <span className="chip">{label('difference_part', item.part)}</span>
                <strong className="wrap-anywhere">
                  {item.key === item.title ? item.title : `${item.key} ${item.title}`}
                </strong>
              </div>
              {item.changes.length > 0 && <Changes changes={item.changes} />}
            </li>
          ))}
      </ul>
    </section>
  )
}
