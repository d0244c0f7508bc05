import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useNarrow } from '@/ui/useNarrow'
import { CloseDialog, MergeDialog, MoveDialog, ReopenDialog } from './dialogs'
import { EditDialog, NewDialog } from './FactDialogs'
import { SplitDialog } from './SplitDialog'
import { treeChanged, type UnitChange, type UnitWhole, useChildren, useWhole } from './units'

interface Props {
  id: number
  /** The top of what the person looks after stays where it is. */
  top: boolean
  onGo: (id: number) => void
}

export function UnitDetail({ id, top, onGo }: Props) {
  const whole = useWhole(id)
  const [first] = useState(id)
  if (whole.isPending) return <Loading />
  if (!whole.data) return <ProblemNotice error={whole.error} onRetry={() => void whole.refetch()} />
  return <Pane key={id} unit={whole.data} top={top} went={id !== first} onGo={onGo} />
}

function Pane({ unit, top, went, onGo }: Omit<Props, 'id'> & { unit: UnitWhole; went: boolean }) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const heading = useRef<HTMLHeadingElement>(null)
  const [tab, setTab] = useState<'below' | 'facts'>(unit.has_children ? 'below' : 'facts')
  const shown = narrow && unit.has_children ? tab : 'facts'
  // On a phone one goes from page to page: what was opened is read out from its name.
  useEffect(() => {
    if (narrow && went) heading.current?.focus({ preventScroll: true })
  }, [narrow, went])
  return (
    <section aria-labelledby="unit-name" className="panel">
      <Way unit={unit} onGo={onGo} />
      <h2 id="unit-name" ref={heading} tabIndex={-1} className="row">
        <span className="wrap-anywhere">{unit.name}</span>
        {!unit.active && (
          <span className="chip">{unit.merged ? t('units.merged') : t('units.inactive')}</span>
        )}
      </h2>
      {narrow && unit.has_children && (
        <div className="lightpick" style={{ marginBottom: 12 }}>
          {(['below', 'facts'] as const).map((name) => (
            <button key={name} type="button" aria-pressed={tab === name} onClick={() => setTab(name)}>
              {t(`units.tab.${name}`)}
            </button>
          ))}
        </div>
      )}
      {shown === 'below' ? (
        <Below id={unit.id} onGo={onGo} />
      ) : (
        <>
          <Acts unit={unit} top={top} onGo={onGo} />
          <FactList unit={unit} onGo={onGo} />
          <History id={unit.id} onGo={onGo} />
        </>
      )}
    </section>
  )
}

function Way({ unit, onGo }: { unit: UnitWhole; onGo: (id: number) => void }) {
  const { t } = useTranslation()
  const above = unit.path.slice(0, -1)
  if (above.length === 0) return null
  return (
    <nav aria-label={t('units.way')} className="small" style={{ marginBottom: 4 }}>
      <ol className="plain way">
        {above.map(({ id, name }) => (
          <li key={id}>
            <button type="button" className="link" onClick={() => onGo(id)}>
              {name}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Below({ id, onGo }: { id: number; onGo: (id: number) => void }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const below = useChildren(id)
  if (below.isPending) return <Loading />
  return (
    <>
      <ProblemNotice error={below.error} onRetry={() => void below.refetch()} />
      <ul className="plain drill" aria-label={t('units.tab.below')}>
        {below.data?.map((child) => (
          <li key={child.id}>
            <button type="button" onClick={() => onGo(child.id)}>
              <span className="grow wrap-anywhere">
                {child.name}
                <span className="small quiet"> {label('unit_kind', child.kind)}</span>
                {!child.active && <span className="chip">{t('units.inactive')}</span>}
              </span>
              {child.has_children && <span aria-hidden="true">›</span>}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

type Act = 'create' | 'edit' | 'move' | 'merge' | 'split' | 'close' | 'reopen'

function actsOn(unit: UnitWhole, top: boolean): Act[] {
  if (!unit.active) return top ? [] : ['reopen']
  return top ? ['create', 'edit'] : ['create', 'edit', 'move', 'merge', 'split', 'close']
}

function Acts({ unit, top, onGo }: { unit: UnitWhole; top: boolean; onGo: (id: number) => void }) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const [act, setAct] = useState<Act | null>(null)
  const acts = actsOn(unit, top)
  const atOnce = narrow ? acts.slice(0, 2) : acts
  const rest = acts.slice(atOnce.length)
  const dialog = {
    unit,
    onClose: () => setAct(null),
    onDone: () => {
      setAct(null)
      treeChanged()
    },
  }
  const made = (id: number) => {
    dialog.onDone()
    onGo(id)
  }
  const dialogs: Record<Act, () => ReactNode> = {
    create: () => <NewDialog {...dialog} onDone={made} />,
    edit: () => <EditDialog {...dialog} />,
    move: () => <MoveDialog {...dialog} />,
    merge: () => <MergeDialog {...dialog} />,
    split: () => <SplitDialog {...dialog} />,
    close: () => <CloseDialog {...dialog} />,
    reopen: () => <ReopenDialog {...dialog} />,
  }
  return (
    <div className="row" style={{ margin: '8px 0 14px' }}>
      {atOnce.map((name) => (
        <Button key={name} size="small" danger={name === 'close'} onClick={() => setAct(name)}>
          {t(`units.${name}.button`)}
        </Button>
      ))}
      {rest.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: rest.map((name) => ({ key: name, label: t(`units.${name}.button`) })),
            onClick: ({ key }) => setAct(key as Act),
          }}
        >
          <Button size="small">{t('common.more')}</Button>
        </Dropdown>
      )}
      {act && dialogs[act]()}
    </div>
  )
}

function FactList({ unit, onGo }: { unit: UnitWhole; onGo: (id: number) => void }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const facts: [string, ReactNode][] = [
    [t('units.fact.code'), unit.code],
    [t('units.fact.kind'), label('unit_kind', unit.kind)],
    [t('units.fact.short_name'), unit.short_name],
    [t('units.fact.uscc'), unit.uscc ?? '—'],
    [t('units.fact.region_code'), unit.region_code ?? '—'],
  ]
  if (unit.former_names.length > 0)
    facts.push([
      t('units.formerNames'),
      <ul className="plain" key="former">
        {unit.former_names.map(({ name, until }) => (
          <li key={`${name}-${until}`}>{t('units.formerName', { name, until })}</li>
        ))}
      </ul>,
    ])
  if (unit.closed_on) facts.push([t('units.closedOn'), unit.closed_on])
  const { successor } = unit
  if (successor)
    facts.push([
      t('units.successor'),
      <button type="button" className="link" key="successor" onClick={() => onGo(successor.id)}>
        {successor.name}
      </button>,
    ])
  return (
    <dl className="facts short">
      {facts.map(([title, value]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function History({ id, onGo }: { id: number; onGo: (id: number) => void }) {
  const { t } = useTranslation()
  const list = useInfiniteQuery({
    queryKey: ['unit', id, 'changes'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/units/{unit_id}/changes', {
          params: { path: { unit_id: id }, query: { cursor: pageParam, limit: 20 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
  const changes = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-labelledby="unit-history" style={{ marginTop: 20 }}>
      <h3 id="unit-history">{t('units.history')}</h3>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.data && changes.length === 0 && <p className="quiet">{t('units.noHistory')}</p>}
      <ol className="timeline">
        {changes.map((change) => (
          <Change key={change.id} change={change} onGo={onGo} />
        ))}
      </ol>
      {list.hasNextPage && (
        <Button size="small" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('common.loadMore')}
        </Button>
      )}
    </section>
  )
}

function Change({ change, onGo }: { change: UnitChange; onGo: (id: number) => void }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  // Where the other unit is linked, its name is not said a second time.
  const linked = new Set(change.others.map((other) => other.name))
  const between = [change.from, change.to].filter((name) => name && !linked.has(name))
  return (
    <li>
      <strong>{label('unit_change_kind', change.kind)}</strong> <span className="quiet">{change.on}</span>
      {between.length > 0 && <span className="wrap-anywhere"> {between.join(' → ')}</span>}
      {change.others.map((other) => (
        <span key={other.id}>
          {' '}
          <button type="button" className="link" onClick={() => onGo(other.id)}>
            {other.name}
          </button>
        </span>
      ))}
      <div className="small quiet wrap-anywhere">
        {[change.document, change.note, change.by_name].filter(Boolean).join(t('units.dot'))}
      </div>
    </li>
  )
}
