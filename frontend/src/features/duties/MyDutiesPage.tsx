import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Checkbox, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useMay, useMe } from '@/api/queries'
import { Barred } from '@/ui/Barred'
import { endOfDay } from '@/ui/due'
import { Empty } from '@/ui/Empty'
import { Field } from '@/ui/fields'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useNow } from '@/ui/useNow'
import { DutyCard, TaskCard } from './cards'
import { useCampaign } from './queries'
import { StageLine } from './StageLine'
import { type MyDutiesSearch, parseMyDuties } from './search'
import type { DutyLine, TaskLine } from './types'
import { byUrgency, type Owed, standingOf, type Urgency } from './urgency'

interface Props {
  search: MyDutiesSearch
  onSearch: (search: MyDutiesSearch) => void
}

/** What my units owe in campaigns, on a phone: the most urgent first, each one tap away from its form. */
export function MyDutiesPage(props: Props) {
  const me = useMe()
  const may = useMay()
  if (!me.data) return <Loading />
  return may('duty.prepare') ? <Mine {...props} /> : <Barred page="myDuties" />
}

const MINUTE = 60_000

function Mine({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const now = useNow(Number.POSITIVE_INFINITY, MINUTE)
  const list = useMyDuties(search)
  const first = list.data?.pages[0]
  const duties = list.data?.pages.flatMap((page) => page.items) ?? []
  const all = [...duties.map(ofDuty), ...(first?.tasks ?? []).map(ofTask)]
  const units = byId(all.map(({ unit }) => unit))
  const chosen = units.some(({ id }) => id === search.unit_id) ? search.unit_id : undefined
  const groups = byUrgency(
    all.filter(({ unit }) => chosen === undefined || unit.id === chosen),
    now,
  )
  const campaigns = byId(all.map(({ campaign }) => campaign))
  return (
    <div className="phonepage">
      <PageHead title={t('duties.mine.title')}>
        <Segmented
          aria-label={t('duties.mine.which')}
          value={search.sent ? 'sent' : 'open'}
          options={[
            { value: 'open', label: t('duties.mine.open') },
            { value: 'sent', label: t('duties.mine.sent') },
          ]}
          onChange={(value) => onSearch(tidy({ ...search, sent: value === 'sent' || undefined }))}
        />
      </PageHead>
      <p className="quiet small" style={{ marginBottom: 12 }}>
        {t('duties.mine.intro')}
      </p>
      <div className="row" style={{ marginBottom: 12 }}>
        {units.length > 1 && (
          <div className="grow">
            <Field label={t('duties.mine.unit')}>
              {(id) => (
                <Select
                  id={id}
                  style={{ width: '100%' }}
                  allowClear
                  placeholder={t('common.all')}
                  value={chosen}
                  showSearch={{ optionFilterProp: 'label' }}
                  options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
                  onChange={(unit_id: number | undefined) => onSearch(tidy({ ...search, unit_id }))}
                />
              )}
            </Field>
          </div>
        )}
        <Checkbox
          checked={search.below ?? false}
          onChange={(event) => onSearch(tidy({ ...search, below: event.target.checked || undefined }))}
        >
          {t('duties.mine.below')}
        </Checkbox>
      </div>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      {!search.sent &&
        campaigns
          .slice(0, MOST_CAMPAIGNS)
          .map(({ id, name }) => <CampaignLine key={id} id={id} name={name} />)}
      {first && groups.length === 0 && (
        <Empty title={t('duties.mine.none')}>{t('duties.mine.noneWhat')}</Empty>
      )}
      {groups.map(({ urgency, entries }) => (
        <Group key={urgency} urgency={urgency} entries={entries} now={now} several={units.length > 1} />
      ))}
      {first && list.hasNextPage && (
        <ListFoot
          shown={duties.length}
          total={first.total}
          capped={first.total_is_capped}
          hasMore
          loading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      )}
    </div>
  )
}

/** As many as keep the list of duties in sight; the others have their names on the cards. */
const MOST_CAMPAIGNS = 3

/** The address holds what is set, nothing else. */
function tidy(search: { [Key in keyof MyDutiesSearch]: MyDutiesSearch[Key] | undefined }): MyDutiesSearch {
  return parseMyDuties(search)
}

function byId<Named extends { id: number }>(all: Named[]): Named[] {
  return [...new Map(all.map((one) => [one.id, one])).values()]
}

function useMyDuties({ sent, below }: MyDutiesSearch) {
  return useInfiniteQuery({
    queryKey: ['my-duties', { sent, below }],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/my-duties', {
          params: { query: { sent, below, cursor: pageParam, limit: 100 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

type Entry = Owed & Pick<DutyLine, 'unit' | 'campaign'> & ({ duty: DutyLine } | { task: TaskLine })

function ofDuty(duty: DutyLine): Entry {
  const { unit, campaign } = duty
  return { dueAt: duty.due_at, standing: standingOf(duty.state), unit, campaign, duty }
}

function ofTask(task: TaskLine): Entry {
  const { unit, campaign } = task
  return { dueAt: task.due_on ? endOfDay(task.due_on) : null, standing: 'open', unit, campaign, task }
}

function CampaignLine({ id, name }: { id: number; name: string }) {
  const { t } = useTranslation()
  const campaign = useCampaign(id)
  const params = { campaignId: String(id) }
  return (
    <section className="panel stack tight" aria-label={name}>
      <h2>{name}</h2>
      {campaign.data && <StageLine stages={campaign.data.stages} />}
      <div className="row small">
        <Link to="/campaigns/$campaignId" params={params}>
          {t('duties.mine.campaign')}
        </Link>
        <Link to="/campaigns/$campaignId/my-tasks" params={params}>
          {t('duties.mine.tasks')}
        </Link>
      </div>
    </section>
  )
}

function Group(props: { urgency: Urgency; entries: Entry[]; now: number; several: boolean }) {
  const { t } = useTranslation()
  const { urgency, entries } = props
  const cards = (
    <ul className="plain cards">
      {entries.map((entry) =>
        'duty' in entry ? (
          <DutyCard key={`duty-${entry.duty.id}`} duty={entry.duty} now={props.now} several={props.several} />
        ) : (
          <TaskCard key={`task-${entry.task.id}`} task={entry.task} now={props.now} several={props.several} />
        ),
      )}
    </ul>
  )
  const name = t(`duties.urgency.${urgency}`)
  if (urgency === 'over')
    return (
      <details style={{ marginBottom: 16 }}>
        <summary>
          {name} <span className="chip">{entries.length}</span>
        </summary>
        <div style={{ marginTop: 8 }}>{cards}</div>
      </details>
    )
  return (
    <section aria-labelledby={`group-${urgency}`} style={{ marginBottom: 16 }}>
      <h2 id={`group-${urgency}`} style={{ marginBottom: 8 }}>
        {name} <span className={`chip ${urgency === 'late' ? 'bad' : 'blue'}`}>{entries.length}</span>
      </h2>
      {cards}
    </section>
  )
}
