import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '@/api/queries'
import { FindingDialog } from './FindingDialog'
import { Panel } from './Panel'
import { refresh } from './queries'
import type { Complaint } from './types'

/** From words to deeds: what it became in the ledger. */
export function Findings({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const hand = complaint.hands.some((one) => one === 'office' || one === 'lead')
  const makes = hand && (may('finding.register') || may('finding.read'))
  if (!makes && complaint.findings.length === 0) return null
  return (
    <Panel title={t('complaints.findings.title')}>
      {complaint.findings.length === 0 && <p className="quiet">{t('complaints.findings.none')}</p>}
      <ul className="plain">
        {complaint.findings.map((finding) => (
          <li key={finding.id}>
            {finding.in_sight ? (
              <Link to="/findings/$findingId" params={{ findingId: String(finding.id) }}>
                {finding.code}
              </Link>
            ) : (
              finding.code
            )}
          </li>
        ))}
      </ul>
      {makes && (
        <div>
          <Button size="small" onClick={() => setAdding(true)}>
            {t('complaints.findings.add')}
          </Button>
        </div>
      )}
      {adding && (
        <FindingDialog
          complaint={complaint}
          onClose={() => setAdding(false)}
          onDone={() => {
            setAdding(false)
            refresh()
          }}
        />
      )}
    </Panel>
  )
}
