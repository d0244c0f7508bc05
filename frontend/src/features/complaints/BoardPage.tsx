import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { moment } from '@/i18n/format'
import { type Column, DenseTable } from '@/ui/DenseTable'
import { LinkButton } from '@/ui/LinkButton'
import { PagedList } from '@/ui/PagedList'
import { PageHead } from '@/ui/PageHead'
import { useNow } from '@/ui/useNow'
import { NextClock, StateChip } from './chips'
import { Subject } from './Subject'
import { BOARDS, type BoardSearch, parseBoard } from './search'
import type { ClockLine } from './types'

interface Props {
  search: BoardSearch
  onSearch: (search: BoardSearch) => void
}

/** What is late, near or supervised in one's charge, for the leader and the office. */
export function BoardPage({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const which = search.which ?? 'late'
  const list = useInfiniteQuery({
    queryKey: ['complaint-clocks', which],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/complaint-clocks', {
          params: { query: { show: which, cursor: pageParam, limit: 50 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
  const now = useNow(Number.POSITIVE_INFINITY, 60_000)
  const columns = useColumns(now)
  return (
    <>
      <PageHead title={t('complaints.board.title')}>
        <LinkButton to="/complaints">{t('complaints.page.back')}</LinkButton>
      </PageHead>
      <p className="quiet" style={{ marginBottom: 12 }}>
        {t('complaints.board.what')}
      </p>
      <fieldset className="bare viewpick">
        <legend className="sr">{t('complaints.board.which')}</legend>
        {BOARDS.map((one) => (
          <button
            key={one}
            type="button"
            className={`filterchip${one === 'late' ? ' urgent' : ''}`}
            aria-pressed={which === one}
            onClick={() => onSearch(parseBoard({ which: one }))}
          >
            {t(`complaints.board.show.${one}`)}
          </button>
        ))}
      </fieldset>
      <PagedList list={list} none={t('complaints.board.none')} noneWhat={t('complaints.board.noneWhat')}>
        {(rows, foot) => (
          <DenseTable
            caption={t('complaints.board.caption')}
            columns={columns}
            rows={rows}
            idOf={(row) => row.id}
            foot={foot}
          />
        )}
      </PagedList>
    </>
  )
}

function useColumns(now: number): Column<ClockLine>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'subject',
      title: t('complaints.col.subject'),
      render: (row) => (
        <Subject id={row.complaint_id} subject={row.subject} number={row.number}>
          {row.supervised && <span className="chip bad">{t('complaints.mark.supervised')}</span>}
        </Subject>
      ),
    },
    {
      key: 'clock',
      title: t('complaints.clock.title'),
      width: 300,
      render: (row) => <NextClock clock={row} now={now} />,
    },
    {
      key: 'state',
      title: t('complaints.col.state'),
      width: 120,
      render: (row) => <StateChip state={row.state} />,
    },
    {
      key: 'office',
      title: t('complaints.board.office'),
      width: 160,
      render: (row) => <span className="two">{row.office.name}</span>,
    },
    {
      key: 'lead',
      title: t('complaints.col.lead'),
      width: 160,
      render: (row) => <span className="two">{row.lead_unit?.name ?? '—'}</span>,
    },
    {
      key: 'told',
      title: t('complaints.board.told'),
      width: 200,
      render: (row) => (
        <span className="two small">
          {[
            row.escalated_at && t('complaints.board.escalated', { at: moment(row.escalated_at) }),
            row.urged_at && t('complaints.board.urged', { at: moment(row.urged_at) }),
          ]
            .filter(Boolean)
            .join(' · ') || '—'}
        </span>
      ),
    },
  ]
}
