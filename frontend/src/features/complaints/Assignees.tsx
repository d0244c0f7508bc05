import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useDebounced } from '@/ui/useDebounced'
import type { Complaint } from './types'

interface Props {
  complaint: Complaint
  label: string
  several: boolean
  value: number | number[] | undefined
  fault: string | undefined
  onChange: (value: number | number[]) => void
}

/** The units that may be given it, the likeliest first; why the others may not stands beside them. */
export function Assignees({ complaint, label, several, value, fault, onChange }: Props) {
  const { t } = useTranslation()
  const group = useId()
  const [q, setQ] = useState('')
  const words = useDebounced(q.trim())
  const found = useQuery({
    queryKey: ['complaint', complaint.id, 'assignees', words],
    placeholderData: (before) => before,
    queryFn: () =>
      call(
        client.GET('/api/v1/complaints/{complaint_id}/assignees', {
          params: { path: { complaint_id: complaint.id }, query: { q: words || undefined } },
        }),
      ),
  })
  const chosen = Array.isArray(value) ? value : value === undefined ? [] : [value]
  const pick = (id: number) => {
    if (!several) return onChange(id)
    onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  }
  const units = found.data?.items ?? []
  return (
    <fieldset className="bare field assignees" data-fault={fault ? '' : undefined}>
      <legend>{label}</legend>
      <Input
        allowClear
        aria-label={t('complaints.assign.search')}
        placeholder={t('complaints.assign.search')}
        maxLength={50}
        value={q}
        onChange={(event) => setQ(event.target.value)}
      />
      {fault && (
        <div className="small" role="alert" style={{ color: 'var(--red)' }}>
          {fault}
        </div>
      )}
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      {found.isPending && !found.error && <Loading />}
      {found.data && units.length === 0 && <p className="quiet small">{t('common.nothingFound')}</p>}
      <ul className="plain proposals">
        {units.map((unit) => (
          <li key={unit.unit.id} className={unit.allowed ? undefined : 'refused'}>
            <label>
              <input
                type={several ? 'checkbox' : 'radio'}
                name={group}
                disabled={!unit.allowed}
                checked={chosen.includes(unit.unit.id)}
                onChange={() => pick(unit.unit.id)}
              />
              <span>
                {unit.unit.name}
                {unit.parent_name && <span className="small quiet"> {unit.parent_name}</span>}
                {unit.reasons.length > 0 && (
                  <span className="small whynow">
                    {t('complaints.assign.refused', { reasons: unit.reasons.join(';') })}
                  </span>
                )}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
