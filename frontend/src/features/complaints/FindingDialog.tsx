import { useQuery } from '@tanstack/react-query'
import { Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useMay } from '@/api/queries'
import { useAnnounce } from '@/ui/announce'
import { DateField, Field, UnitSelect } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useDebounced } from '@/ui/useDebounced'
import { useSubmit } from '@/ui/useSubmit'
import type { Complaint } from './types'

interface Props {
  complaint: Complaint
  onClose: () => void
  onDone: () => void
}

/** Entered in the ledger in words of the house, or linked to what stands there already. */
export function FindingDialog({ complaint, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const registers = useMay()('finding.register')
  const [fresh, setFresh] = useState(registers)
  const [problem, setProblem] = useState('')
  const [unit, setUnit] = useState(complaint.about_unit?.id)
  const [due, setDue] = useState<string | null>(null)
  const [finding, setFinding] = useState<number | undefined>()
  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/complaints/{complaint_id}/findings', {
          params: {
            path: { complaint_id: complaint.id },
            header: { 'if-match': ifMatch(complaint.version) },
          },
          body: fresh
            ? { problem: problem.trim(), severity: 'ordinary', unit_id: unit ?? null, due_on: due }
            : { finding_id: finding ?? null, severity: 'ordinary' },
        }),
      ),
    onDone: () => {
      announce.good(t('complaints.findings.done'))
      onDone()
    },
    onReload: onDone,
    typed: () => problem,
  })
  const { faults } = submission
  return (
    <SubmitDialog
      title={t('complaints.findings.add')}
      okText={t('complaints.findings.add')}
      disabled={fresh ? !problem.trim() : finding === undefined}
      submission={submission}
      onClose={onClose}
    >
      <p className="quiet small">{t('complaints.findings.addWhat')}</p>
      {registers && (
        <Radio.Group
          aria-label={t('complaints.findings.add')}
          value={fresh}
          onChange={(event) => setFresh(event.target.value as boolean)}
          options={[
            { value: true, label: t('complaints.findings.fresh') },
            { value: false, label: t('complaints.findings.link') },
          ]}
        />
      )}
      {fresh ? (
        <>
          <Field label={t('complaints.findings.problem')} fault={faults.problem} required>
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
          <Field label={t('complaints.findings.unit')} fault={faults.unit_id}>
            {(id) => <UnitSelect id={id} value={unit} onChange={setUnit} />}
          </Field>
          <Field label={t('complaints.findings.due')} fault={faults.due_on}>
            {(id) => <DateField id={id} value={due} onChange={setDue} />}
          </Field>
        </>
      ) : (
        <Field label={t('complaints.findings.which')} fault={faults.finding_id} required>
          {(id) => <FindingChoice id={id} value={finding} onChange={setFinding} />}
        </Field>
      )}
    </SubmitDialog>
  )
}

function FindingChoice(props: {
  id: string
  value: number | undefined
  onChange: (value: number | undefined) => void
}) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const q = useDebounced(search)
  const found = useQuery({
    queryKey: ['findings', 'choice', q],
    staleTime: 30_000,
    queryFn: () =>
      call(client.GET('/api/v1/findings', { params: { query: { q: q || undefined, limit: 20 } } })),
  })
  return (
    <Select
      id={props.id}
      style={{ width: '100%' }}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      notFoundContent={found.isFetching ? t('common.loading') : t('common.nothingFound')}
      value={props.value}
      options={(found.data?.items ?? []).map((line) => ({
        value: line.id,
        label: `${line.code} ${line.problem}`,
      }))}
      onChange={(next: number | undefined) => props.onChange(next)}
    />
  )
}
