import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { day } from '@/i18n/format'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { type BurdenItem, useMonth } from './queries'

interface Props {
  unit: { id: number; name: string }
  month: string
  onClose: () => void
}

/** Everything one unit was asked for in one month, here and elsewhere, what falls due first on top. */
export function MonthDrawer({ unit, month, onClose }: Props) {
  const { t } = useTranslation()
  const list = useMonth(unit.id, month)
  return (
    <Drawer open size={560} title={`${unit.name} ${month}`} onClose={onClose}>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      {list.data?.is_cut && <p className="notice">{t('burden.cut')}</p>}
      <ul className="plain cards" aria-label={t('burden.monthList', { name: unit.name, month })}>
        {list.data?.items.map((item) => (
          <Item key={item.duty_id ? `duty-${item.duty_id}` : `ask-${item.ask_id}`} item={item} />
        ))}
      </ul>
    </Drawer>
  )
}

function Item({ item }: { item: BurdenItem }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (
    <li className="card stack tight">
      <span className="row small">
        <span className="chip">{label('ask_kind', item.kind)}</span>
        <span>{t('burden.dueOn', { day: day(item.due_on) })}</span>
        {item.duty_id === null && <span className="chip key">{t('burden.outside')}</span>}
      </span>
      {item.duty_id === null ? (
        <b className="wrap-anywhere">{item.title}</b>
      ) : (
        <Link to="/duties/$dutyId" params={{ dutyId: String(item.duty_id) }} className="wrap-anywhere">
          {item.title}
        </Link>
      )}
      <span className="small">{t('burden.askedBy', { name: item.asker })}</span>
      {item.campaign && <span className="small quiet">{item.campaign.name}</span>}
      {item.indicators.length > 0 && (
        <span className="small quiet">
          {t('burden.numbers', { names: item.indicators.join(t('burden.comma')) })}
        </span>
      )}
    </li>
  )
}
