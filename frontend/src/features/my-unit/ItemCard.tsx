import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useLabels } from '@/api/queries'
import type { Item, ItemLine } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { DueDate } from '@/ui/DueDate'
import { EvidenceList } from '@/ui/files/EvidenceList'
import { Light } from '@/ui/Light'
import { Alike } from '@/ui/Likeness'
import { Loading } from '@/ui/Loading'
import { isAlike } from '@/ui/likeness'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Steps } from '@/ui/Steps'
import { ReportForm } from './ReportForm'

interface Props {
  line: ItemLine
  open: boolean
  onToggle: () => void
  onChanged: () => void
}

export function ItemCard({ line, open, onToggle, onChanged }: Props) {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (
    <li className="card">
      <button type="button" className="cardhead" aria-expanded={open} onClick={onToggle}>
        <span className="row small" style={{ marginBottom: 4 }}>
          <Light light={line.light} />
          <DueDate on={line.due_on} running={line.light !== 'grey'} />
          <span className={`chip ${line.state === 'returned' ? 'bad' : ''}`}>
            {label('item_state', line.state)}
          </span>
        </span>
        <span className={open ? 'wrap-anywhere' : 'clamp3'}>{line.text}</span>
        <span className="small quiet clamp2" style={{ marginTop: 4 }}>
          {t('myUnit.from', { code: line.finding_code })}:{line.finding_problem}
        </span>
      </button>
      {open && <Opened line={line} onChanged={onChanged} />}
    </li>
  )
}

function Opened({ line, onChanged }: { line: ItemLine; onChanged: () => void }) {
  const { t } = useTranslation()
  const item = useQuery({
    queryKey: ['item', line.id],
    queryFn: () =>
      call(client.GET('/api/v1/rectification-items/{item_id}', { params: { path: { item_id: line.id } } })),
  })
  if (item.error && !item.data)
    return <ProblemNotice error={item.error} onRetry={() => void item.refetch()} />
  if (!item.data) return <Loading />
  const may = (action: string) =>
    item.data.allowed_actions.some((entry) => entry.action === action && entry.enabled)
  const why = item.data.allowed_actions.find((entry) => entry.action === 'report' && !entry.enabled)?.reason
  return (
    <div className="stack" style={{ marginTop: 10 }}>
      {item.data.returned_reason && item.data.state === 'returned' && (
        <div className="notice bad">{t('finding.returned', { reason: item.data.returned_reason })}</div>
      )}
      {item.data.steps.length > 0 && <Steps item={item.data} canMark={may('report')} onDone={onChanged} />}
      <EvidenceList files={item.data.evidence} />
      {may('report') ? (
        <ReportForm item={item.data} onDone={onChanged} />
      ) : (
        why && <p className="small quiet">{why}</p>
      )}
      <div className="row">
        {may('claim') && <Claim item={item.data} onDone={onChanged} />}
        <Link to="/findings/$findingId" params={{ findingId: String(line.finding_id) }}>
          {t('myUnit.open')}
        </Link>
      </div>
    </div>
  )
}

function Claim({ item, onDone }: { item: Item; onDone: () => void }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [busy, setBusy] = useState(false)
  const [alike, setAlike] = useState<unknown>(null)
  const [explained, setExplained] = useState('')
  async function claim(): Promise<void> {
    setBusy(true)
    try {
      await call(
        client.POST('/api/v1/rectification-items/{item_id}/actions/claim', {
          params: { path: { item_id: item.id }, header: { 'if-match': ifMatch(item.version) } },
          body: {
            basis: item.evidence.length > 0 ? 'evidence' : 'onsite',
            likeness_explained: explained.trim() || null,
          },
        }),
      )
      announce.good(t('finding.done', { label: t('myUnit.claim') }))
    } catch (refused) {
      if (isAlike(refused)) return setAlike(refused)
      announce.bad(refused)
    } finally {
      setBusy(false)
    }
    onDone()
  }
  return (
    <>
      <Alike error={alike} value={explained} onChange={setExplained} />
      <Button size="large" loading={busy} onClick={() => void claim()}>
        {t('myUnit.claim')}
      </Button>
    </>
  )
}
