import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels, useMay, useMe } from '@/api/queries'
import type { Unit } from '@/api/types'
import { number } from '@/i18n/format'
import { Barred } from '@/ui/Barred'
import { Empty } from '@/ui/Empty'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useNarrow } from '@/ui/useNarrow'
import { useTypedSearch } from '@/ui/useTypedSearch'
import { ExportButton } from './Exports'
import { ImportDialog } from './ImportDialog'
import type { UnitsSearch } from './search'
import { UnitDetail } from './UnitDetail'
import { UnitTree } from './UnitTree'
import { treeChanged, useFound, useRoots, useWhole } from './units'

interface Props {
  search: UnitsSearch
  onSearch: (search: UnitsSearch) => void
}

export function UnitsPage(props: Props) {
  const me = useMe()
  const may = useMay()
  if (!me.data) return me.error ? <ProblemNotice error={me.error} /> : <Loading />
  return may('unit.manage') ? <Units {...props} /> : <Barred page="units" />
}

function Units({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const [importing, setImporting] = useState(false)
  const { roots, pending, error, again } = useRoots()
  const chosen = search.unit ?? roots[0]?.id
  const whole = useWhole(chosen)
  // On a phone the unit takes the place of what was found; beside a tree both stay in sight.
  const go = (unit: number) => onSearch(narrow ? { unit } : { ...search, unit })
  return (
    <>
      <PageHead title={t('units.title')}>
        <ExportButton />
        <Button type="primary" onClick={() => setImporting(true)}>
          {t('units.import.button')}
        </Button>
      </PageHead>
      <ProblemNotice error={error} onRetry={again} />
      {pending && !error && <Loading />}
      {chosen !== undefined && (
        <div className="adminsplit">
          <div className="panel">
            <SearchBox value={search.q ?? ''} onSearch={(q) => onSearch({ ...search, q: q || undefined })} />
            {search.q ? (
              <Found text={search.q} chosen={search.unit} onGo={go} />
            ) : (
              !narrow && (
                <UnitTree
                  label={t('units.tree')}
                  roots={roots}
                  opened={whole.data?.path.slice(0, -1).map((above) => above.id) ?? []}
                  chosen={chosen}
                  onChoose={(unit) => go(unit.id)}
                />
              )
            )}
          </div>
          <UnitDetail id={chosen} top={roots.some((root) => root.id === chosen)} onGo={go} />
        </div>
      )}
      {importing && (
        <ImportDialog
          onClose={() => setImporting(false)}
          onDone={() => {
            setImporting(false)
            treeChanged()
          }}
        />
      )}
    </>
  )
}

function SearchBox({ value, onSearch }: { value: string; onSearch: (value: string) => void }) {
  const { t } = useTranslation()
  const id = useId()
  const typed = useTypedSearch(value, onSearch)
  return (
    <search style={{ marginBottom: 8 }}>
      <label htmlFor={id} className="small quiet">
        {t('units.search')}
      </label>
      <Input id={id} allowClear placeholder={t('units.searchPlaceholder')} {...typed} />
    </search>
  )
}

function Found({
  text,
  chosen,
  onGo,
}: {
  text: string
  chosen: number | undefined
  onGo: (id: number) => void
}) {
  const { t } = useTranslation()
  const found = useFound(text)
  const units = found.data?.items ?? []
  if (found.isPending && !found.error) return <Loading />
  return (
    <>
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      <p className="small quiet" role="status">
        {found.data &&
          t('units.found', {
            count: units.length,
            total: `${number(found.data.total ?? units.length)}${found.data.total_is_capped ? '+' : ''}`,
          })}
      </p>
      {found.data && units.length === 0 && <Empty title={t('units.nothing')}>{t('units.nothingWhat')}</Empty>}
      <ul className="plain foundlist" aria-label={t('units.search')}>
        {units.map((unit) => (
          <Hit key={unit.id} unit={unit} on={unit.id === chosen} text={text} onGo={onGo} />
        ))}
      </ul>
    </>
  )
}

function Hit(props: { unit: Unit; on: boolean; text: string; onGo: (id: number) => void }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const { unit, on, text } = props
  const whole = useWhole(unit.id).data
  const former = unit.name.includes(text)
    ? undefined
    : whole?.former_names.find(({ name }) => name.includes(text))
  return (
    <li>
      <button
        type="button"
        className={`treerow${on ? ' on' : ''}`}
        aria-current={on ? 'true' : undefined}
        onClick={() => props.onGo(unit.id)}
      >
        <span className="grow wrap-anywhere">
          {unit.name} <span className="small quiet">{label('unit_kind', unit.kind)}</span>
          {!unit.active && <span className="chip">{t('units.inactive')}</span>}
          <span className="small quiet block">
            {former && `${t('units.formerName', { name: former.name, until: former.until })} · `}
            {whole?.path
              .slice(0, -1)
              .map((above) => above.name)
              .join(' / ')}
          </span>
        </span>
      </button>
    </li>
  )
}
