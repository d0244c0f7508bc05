import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '@/api/queries'
import { DenseTable } from '@/ui/DenseTable'
import { LinkButton } from '@/ui/LinkButton'
import { PagedList } from '@/ui/PagedList'
import { PageHead } from '@/ui/PageHead'
import { useNarrow } from '@/ui/useNarrow'
import { useNow } from '@/ui/useNow'
import { ComplaintCard } from './ComplaintCard'
import { useColumns } from './columns'
import { FilterBar } from './FilterBar'
import { useComplaints } from './queries'
import { type ComplaintsSearch, countNarrowed, parseComplaints, VIEWS } from './search'
import type { ComplaintLine } from './types'

interface Props {
  search: ComplaintsSearch
  onSearch: (search: ComplaintsSearch) => void
}

/** What came in and is not over, by what has to be done next and by when. */
export function InboxPage({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const may = useMay()
  const list = useComplaints(search)
  const set = (part: { [Key in keyof ComplaintsSearch]: ComplaintsSearch[Key] | undefined }) =>
    onSearch(parseComplaints({ ...search, ...part }))
  return (
    <>
      <PageHead title={t('complaints.title')}>
        {may('complaint.decide') && (
          <LinkButton to="/complaint-clocks">{t('complaints.board.title')}</LinkButton>
        )}
        {may('complaint.handle') && (
          <LinkButton to="/complaints/new" primary>
            {t('complaints.register.title')}
          </LinkButton>
        )}
      </PageHead>
      <fieldset className="bare viewpick">
        <legend className="sr">{t('complaints.views')}</legend>
        {VIEWS.map((view) => (
          <button
            key={view}
            type="button"
            className={`filterchip${view === 'late' ? ' urgent' : ''}`}
            aria-pressed={(search.view ?? 'all') === view}
            onClick={() => set({ view, state: undefined })}
          >
            {t(`complaints.view.${view}`)}
          </button>
        ))}
      </fieldset>
      <FilterBar search={search} set={set} onClear={(kept) => onSearch(kept)} />
      <PagedList
        list={list}
        none={t('complaints.none')}
        noneWhat={t(countNarrowed(search) > 0 ? 'complaints.noneNarrowed' : 'complaints.noneWhat')}
      >
        {(lines, foot) => (
          <Lines
            lines={lines}
            sort={search.sort ? '-received' : 'clock'}
            onSort={(sort) => set({ sort: sort.endsWith('received') ? 'received' : undefined })}
            foot={foot}
          />
        )}
      </PagedList>
    </>
  )
}

interface LinesProps {
  lines: ComplaintLine[]
  sort: string
  onSort: (sort: string) => void
  foot: ReactNode
}

function Lines({ lines, sort, onSort, foot }: LinesProps) {
  const { t } = useTranslation()
  const now = useNow(Number.POSITIVE_INFINITY, 60_000)
  const columns = useColumns(now)
  if (useNarrow())
    return (
      <>
        <ul className="plain cards" aria-label={t('complaints.caption')}>
          {lines.map((line) => (
            <ComplaintCard key={line.id} line={line} now={now} />
          ))}
        </ul>
        {foot}
      </>
    )
  return (
    <DenseTable
      caption={t('complaints.caption')}
      columns={columns}
      rows={lines}
      idOf={(line) => line.id}
      sort={sort}
      onSort={onSort}
      foot={foot}
    />
  )
}
