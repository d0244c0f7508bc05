import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '@/api/types'
import { Empty } from '@/ui/Empty'
import { Measure } from './Measure'
import { MeasureForm } from './MeasureForm'

export function Measures({ finding, onDone }: { finding: Finding; onDone: () => void }) {
  const { t } = useTranslation()
  const [adding, setAdding] = useState(false)
  const add = finding.allowed_actions.find((action) => action.action === 'add_measure')
  return (
    <section className="panel" aria-labelledby="measures-title">
      <div className="headrow">
        <h2 id="measures-title">{t('finding.measures')}</h2>
        <span className="quiet">
          {t('finding.measuresCount', { accepted: finding.measures_accepted, total: finding.measures_total })}
        </span>
        {add?.enabled && (
          <div className="side">
            <Button size="small" onClick={() => setAdding(true)}>
              {t('finding.addMeasure')}
            </Button>
          </div>
        )}
      </div>
      {finding.items.length === 0 && (
        <Empty title={t('finding.noMeasures')}>{add?.reason ?? t('finding.noMeasuresWhat')}</Empty>
      )}
      {finding.items.map((item) => (
        <Measure key={item.id} item={item} running={finding.light !== 'grey'} onDone={onDone} />
      ))}
      {adding && (
        <MeasureForm
          findingId={finding.id}
          onClose={() => setAdding(false)}
          onDone={() => {
            setAdding(false)
            onDone()
          }}
        />
      )}
    </section>
  )
}
