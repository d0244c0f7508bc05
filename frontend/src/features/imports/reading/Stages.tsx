import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { day } from '@/i18n/format'
import { useDesk } from '../desk'
import { Locator } from '../Located'
import { Part } from './PlanView'
import { StageDialog } from './StageDialog'
import type { Plan } from './typeTree'

/** The stages on a small table; `null` opens the dialog for one more. */
export function Stages({ plan }: { plan: Plan }) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState<number | null | undefined>(undefined)
  return (
    <Part
      id="plan-stages"
      title={t('imports.reading.plan.stages', { count: plan.stages.length })}
      onEdit={() => setEditing(null)}
      addLabel={t('imports.reading.plan.addStage')}
    >
      {plan.stages.length === 0 ? (
        <p className="small quiet">{t('imports.reading.notRead')}</p>
      ) : (
        <StageTable stages={plan.stages} onEdit={setEditing} />
      )}
      {editing !== undefined && (
        <StageDialog plan={plan} index={editing} onClose={() => setEditing(undefined)} />
      )}
    </Part>
  )
}

function StageTable({ stages, onEdit }: { stages: Plan['stages']; onEdit: (index: number) => void }) {
  const { t } = useTranslation()
  const { editable } = useDesk()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="smallscroll" tabIndex={0} aria-labelledby="plan-stages">
      <table className="small-table">
        <thead>
          <tr>
            <th scope="col">{t('imports.reading.stage.number')}</th>
            <th scope="col">{t('imports.reading.stage.name')}</th>
            <th scope="col">{t('imports.reading.stage.mechanism')}</th>
            <th scope="col">{t('imports.reading.stage.start')}</th>
            <th scope="col">{t('imports.reading.stage.end')}</th>
            {editable && (
              <th scope="col">
                <span className="sr">{t('imports.reading.act')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {stages.map((stage, index) => (
            <tr key={index} data-field={`plan.stages.${index}`}>
              <td>{stage.number}</td>
              <td>
                <Locator field={`plan.stages.${index}`}>{stage.name}</Locator>
              </td>
              <td>{stage.mechanism ?? '—'}</td>
              <td className="nowrap">{day(stage.start)}</td>
              <td className="nowrap">{day(stage.end)}</td>
              {editable && (
                <td>
                  <Button
                    size="small"
                    type="link"
                    aria-label={t('imports.reading.edit', { what: stage.name })}
                    onClick={() => onEdit(index)}
                  >
                    {t('imports.reading.change')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
