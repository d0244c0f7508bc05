import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import type { State } from './outcome'

/** A mark for each, so that colour is never all there is. */
export const MARKS: Record<State, string> = { same: '＝', changed: '△', new: '＋', gone: '－' }
const TONES: Record<State, string> = { same: '', changed: 'warn', new: 'blue', gone: 'bad' }

/** How a part of the document differs from the earlier import. */
export function StateChip({ state, conflict = false }: { state: State; conflict?: boolean }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (
    <>
      <span className={`chip ${TONES[state]}`}>
        <span aria-hidden="true">{MARKS[state]} </span>
        {label('difference_state', state)}
      </span>
      {conflict && (
        <span className="chip key">
          <span aria-hidden="true">! </span>
          {t('imports.differences.conflict')}
        </span>
      )}
    </>
  )
}
