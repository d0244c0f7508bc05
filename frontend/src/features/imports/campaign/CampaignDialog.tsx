import { useNavigate } from '@tanstack/react-router'
import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch, newKey } from '@/api/client'
import { isStale } from '@/api/problem'
import { queryClient, useLabels } from '@/api/queries'
import type { Got, ImportDraft } from '@/api/types'
import { day } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { reloadDraft } from '../useDraft'

export type Planned = Got<'/api/v1/imports/{import_id}/campaign', 'get'>

interface Props {
  draft: ImportDraft
  planned: Planned
  onClose: () => void
}

/** What will be made of the plan and what the paper leaves open, said before it is made. */
export function CampaignDialog({ draft, planned, onClose }: Props) {
  const { t } = useTranslation()
  const making = useMaking(draft)
  return (
    <Modal
      open
      width={720}
      title={t('imports.campaign.title')}
      okText={t('imports.campaign.make')}
      okButtonProps={{ loading: making.busy, disabled: !planned.title }}
      onOk={() => void making.make()}
      onCancel={onClose}
    >
      <ProblemNotice error={making.error} />
      <p>{t(draft.state === 'draft' ? 'imports.campaign.what' : 'imports.campaign.whatFiled')}</p>
      <Told planned={planned} warnings={draft.warnings.length} />
      <Summary planned={planned} />
    </Modal>
  )
}

/** Nothing is filled in that the paper does not say: it is named instead. */
function Told({ planned, warnings }: { planned: Planned; warnings: number }) {
  const { t } = useTranslation()
  if (planned.told.length === 0 && warnings === 0) return null
  return (
    <div className="notice warn">
      <strong>{t('imports.campaign.told')}</strong>
      <ul>
        {planned.told.map((one) => (
          <li key={one.pointer + one.message}>{one.message}</li>
        ))}
        {warnings > 0 && <li>{t('imports.confirmWarnings', { count: warnings })}</li>}
      </ul>
    </div>
  )
}

function Summary({ planned }: { planned: Planned }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const departments = planned.tasks.reduce((sum, task) => sum + task.departments, 0)
  const known = planned.tasks.reduce((sum, task) => sum + task.departments_known, 0)
  return (
    <>
      <h3>{planned.title}</h3>
      <ul>
        {planned.aliases.map((name) => (
          <li key={name}>{t('imports.campaign.alias', { name })}</li>
        ))}
        {planned.parent_text && (
          <li>
            {t('imports.campaign.parent', { name: planned.parent_text })}
            {planned.parent_id === null ? '' : t('imports.campaign.parentFound')}
          </li>
        )}
        <li>
          {t('imports.campaign.stages', { count: planned.stages.length })}
          <ol>
            {planned.stages.map((stage) => (
              <li key={stage.name}>
                <strong>{stage.name}</strong> {day(stage.starts_on) || t('imports.campaign.noDay')} –{' '}
                {day(stage.ends_on) || t('imports.campaign.noDay')}
                {stage.mechanism && (
                  <>
                    {' '}
                    <span className="chip">{label('mechanism', stage.mechanism)}</span>
                  </>
                )}
                {stage.deliverables.length > 0 && (
                  <div className="small quiet">
                    {t('imports.campaign.deliverables', {
                      names: stage.deliverables.join(t('imports.campaign.comma')),
                    })}
                  </div>
                )}
              </li>
            ))}
          </ol>
        </li>
        <li>{t('imports.campaign.tasks', { count: planned.tasks.length, departments, known })}</li>
        {planned.body.length > 0 && <li>{t('imports.campaign.body', { count: planned.body.length })}</li>}
        {planned.problem_types > 0 && (
          <li>{t('imports.campaign.types', { count: planned.problem_types })}</li>
        )}
        {planned.reports.map((report) => (
          <li key={report.cadence + report.parts.join()}>
            {t('imports.campaign.report', {
              cadence: label('cadence', report.cadence),
              day: report.due_day,
              parts: report.parts.join(t('imports.campaign.comma')),
            })}
          </li>
        ))}
        {planned.sub_plan_due_on && (
          <li>{t('imports.campaign.subPlan', { day: day(planned.sub_plan_due_on) })}</li>
        )}
      </ul>
      <p className="small quiet">{t('imports.campaign.next')}</p>
    </>
  )
}

function useMaking(draft: ImportDraft) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const [key] = useState(newKey)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function make(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      const made = await call(
        client.POST('/api/v1/imports/{import_id}/campaign', {
          params: {
            path: { import_id: draft.id },
            header: { 'if-match': ifMatch(draft.version), 'Idempotency-Key': key },
          },
        }),
      )
      announce.good(t('imports.campaign.made'))
      await queryClient.invalidateQueries()
      await navigate({ to: '/campaigns/$campaignId', params: { campaignId: String(made.id) } })
    } catch (refused) {
      setError(refused)
      if (isStale(refused)) await reloadDraft(draft.id)
    } finally {
      setBusy(false)
    }
  }
  return { busy, error, make }
}
