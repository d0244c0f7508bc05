import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useLabels, useMay } from '@/api/queries'
import { DateField, Field, UnitSelect } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import type { Suggestion } from './types'

interface Props {
  suggestion: Suggestion
  onClose: () => void
  onDone: () => void
}

type Source = 'self_check' | 'public_report'

/** Entering a suggestion in the ledger, in words that say what has to be put right. */
export function FindingDialog({ suggestion, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const office = useMay()('campaign.manage')
  const [problem, setProblem] = useState(suggestion.text)
  const [source, setSource] = useState<Source>('self_check')
  const [unit, setUnit] = useState<number | undefined>(suggestion.unit.id)
  const [due, setDue] = useState<string | null>(null)
  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/suggestions/{suggestion_id}/finding', {
          params: {
            path: { suggestion_id: suggestion.id },
            header: { 'if-match': ifMatch(suggestion.version) },
          },
          body: { problem, source, unit_id: unit ?? null, due_on: due, severity: 'ordinary' },
        }),
      ),
    onDone,
    onReload: onDone,
    typed: () => problem,
  })
  const { faults } = submission
  return (
    <SubmitDialog
      title={t('suggestions.act.to_finding')}
      okText={t('suggestions.act.to_finding')}
      disabled={!problem.trim()}
      submission={submission}
      onClose={onClose}
    >
      <p className="quiet small">{t('suggestions.findingWhat')}</p>
      <Field label={t('suggestions.problem')} fault={faults.problem} required>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={4}
            maxLength={5000}
            value={problem}
            onChange={(event) => setProblem(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('suggestions.answering')} fault={faults.unit_id}>
        {(id) => <UnitSelect id={id} value={unit} known={suggestion.unit} onChange={setUnit} />}
      </Field>
      {office && (
        <Field label={t('suggestions.source')} fault={faults.source}>
          {(id) => (
            <Select
              id={id}
              style={{ width: '100%' }}
              value={source}
              options={(['self_check', 'public_report'] as const).map((one) => ({
                value: one,
                label: label('source', one),
              }))}
              onChange={setSource}
            />
          )}
        </Field>
      )}
      <Field label={t('suggestions.due')} fault={faults.due_on}>
        {(id) => <DateField id={id} value={due} onChange={setDue} />}
      </Field>
    </SubmitDialog>
  )
}
