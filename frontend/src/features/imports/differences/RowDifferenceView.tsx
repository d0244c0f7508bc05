import { Link } from '@tanstack/react-router'
import { Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import type { ImportRow } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { reloadDraft } from '../useDraft'
import { Changes } from './Changes'
import { decide } from './decide'
import { type Decision, outcomeOf } from './outcome'

interface Props {
  draftId: number
  row: ImportRow
  editable: boolean
}

const DECISIONS: Decision[] = ['take', 'keep', 'enter_as_new']

/** How a row differs from the finding it stands for, and what shall become of it. */
export function RowDifferenceView({ draftId, row, editable }: Props) {
  const { t } = useTranslation()
  const { difference } = row
  if (!difference || difference.state === 'new') return null
  return (
    <div className="rowdifference">
      {difference.finding_id !== null && (
        <span className="small">
          {t('imports.differences.standsFor')}{' '}
          <Link to="/findings/$findingId" params={{ findingId: String(difference.finding_id) }}>
            {difference.finding_code}
          </Link>
        </span>
      )}
      {difference.state === 'changed' && (
        <>
          <Changes changes={difference.changes} />
          {difference.blocked && <p className="small">{difference.blocked}</p>}
          {editable && !row.dropped && <Choice draftId={draftId} row={row} />}
        </>
      )}
    </div>
  )
}

function Choice({ draftId, row }: { draftId: number; row: ImportRow }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const announce = useAnnounce()
  // Seen at once; what the service answers takes its place.
  const [pending, setPending] = useState<Decision | null>(null)
  const open = outcomeOf(row) === null

  async function choose(decision: Decision): Promise<void> {
    setPending(decision)
    try {
      await decide(draftId, [row.id], decision)
    } catch (refused) {
      announce.bad(refused)
      await reloadDraft(draftId)
    } finally {
      setPending(null)
    }
  }

  return (
    <fieldset className={`bare choice${open ? ' open' : ''}`} data-field="decision">
      <legend className="small">
        {open ? <strong>{t('imports.differences.mustDecide')}</strong> : t('imports.differences.decision')}
      </legend>
      <Radio.Group
        value={pending ?? row.decision ?? (open ? null : 'take')}
        disabled={pending !== null}
        onChange={(event) => void choose(event.target.value as Decision)}
      >
        {DECISIONS.map((decision) => (
          <Radio
            key={decision}
            value={decision}
            disabled={decision === 'take' && row.difference?.blocked != null}
          >
            {label('row_decision', decision)}
          </Radio>
        ))}
      </Radio.Group>
    </fieldset>
  )
}
