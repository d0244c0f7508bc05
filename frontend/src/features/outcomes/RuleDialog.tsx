import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch, newKey } from '@/api/client'
import { useLabels } from '@/api/queries'
import { today } from '@/i18n/format'
import { CampaignSelect } from '@/ui/CampaignSelect'
import { EditDialog } from '@/ui/EditDialog'
import { DateField, Field, UnitSelect } from '@/ui/fields'
import { useDebounced } from '@/ui/useDebounced'
import { useOwnUnit } from '@/ui/useOwnUnit'
import { useSubmit } from '@/ui/useSubmit'
import type { RuleDoc, RuleKind } from './types'

export interface NamedFinding {
  id: number
  code: string
  problem: string
}

interface Props {
  rule?: RuleDoc
  campaign?: number | undefined
  /** The finding it is recorded from. */
  finding?: NamedFinding
  onClose: () => void
  onDone: () => void
}

/** Recording a rule that was made, revised or done away with; or correcting the record. */
export function RuleDialog({ rule, campaign, finding, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const own = useOwnUnit()
  const [key] = useState(newKey)
  const [typed, setTyped] = useState({
    unit: rule?.unit.id,
    campaign: rule ? rule.campaign?.id : campaign,
    name: rule?.name ?? '',
    number: rule?.number ?? '',
    kind: (rule?.kind ?? 'new') as RuleKind,
    issued_on: rule?.issued_on ?? today(),
    findings: (rule?.findings ?? (finding ? [finding] : [])) as NamedFinding[],
  })
  const [dirty, setDirty] = useState(false)
  const set = (part: Partial<typeof typed>) => {
    setTyped((before) => ({ ...before, ...part }))
    setDirty(true)
  }
  const unit = typed.unit ?? own
  const submission = useSubmit({
    run: () => {
      const body = {
        name: typed.name,
        number: typed.number.trim() || null,
        kind: typed.kind,
        issued_on: typed.issued_on,
        campaign_id: typed.campaign ?? null,
        finding_ids: typed.findings.map(({ id }) => id),
      }
      return rule
        ? call(
            client.PUT('/api/v1/rule-docs/{rule_doc_id}', {
              params: { path: { rule_doc_id: rule.id }, header: { 'if-match': ifMatch(rule.version) } },
              body,
            }),
          )
        : call(
            client.POST('/api/v1/rule-docs', {
              params: { header: { 'Idempotency-Key': key } },
              body: { ...body, unit_id: unit as number },
            }),
          )
    },
    onDone,
    ...(rule ? { onReload: onDone, typed: () => typed.name } : {}),
  })
  const { faults } = submission
  return (
    <EditDialog
      title={t(rule ? 'outcomes.change' : 'outcomes.addRule')}
      submission={submission}
      dirty={dirty}
      disabled={!typed.name.trim() || !typed.issued_on || !unit}
      onClose={onClose}
    >
      {!rule && (
        <Field label={t('outcomes.unit')} fault={faults.unit_id} required>
          {(id) => <UnitSelect id={id} value={unit} onChange={(chosen) => set({ unit: chosen })} />}
        </Field>
      )}
      <Field label={t('outcomes.ruleName')} fault={faults.name} required>
        {(id) => (
          <Input
            id={id}
            maxLength={200}
            value={typed.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      <div className="row" style={{ alignItems: 'flex-end' }}>
        <Field label={t('outcomes.kind')}>
          {(id) => (
            <Select
              id={id}
              style={{ minWidth: 110 }}
              value={typed.kind}
              options={options('rule_doc_kind')}
              onChange={(kind: string) => set({ kind: kind as RuleKind })}
            />
          )}
        </Field>
        <Field label={t('outcomes.issuedOn')} fault={faults.issued_on} required>
          {(id) => (
            <DateField
              id={id}
              value={typed.issued_on}
              onChange={(issued_on) => set({ issued_on: issued_on ?? '' })}
            />
          )}
        </Field>
        <Field label={t('outcomes.number')} fault={faults.number}>
          {(id) => (
            <Input
              id={id}
              maxLength={100}
              value={typed.number}
              onChange={(event) => set({ number: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Field label={t('outcomes.campaign')} fault={faults.campaign_id}>
        {(id) => (
          <CampaignSelect id={id} value={typed.campaign} onChange={(chosen) => set({ campaign: chosen })} />
        )}
      </Field>
      <Field label={t('outcomes.findings')} help={t('outcomes.findingsHelp')}>
        {(id, described) => (
          <FindingsSelect
            id={id}
            described={described}
            value={typed.findings}
            onChange={(findings) => set({ findings })}
          />
        )}
      </Field>
    </EditDialog>
  )
}

function name({ code, problem }: NamedFinding): string {
  return `${code} ${problem}`
}

/** Several findings, found by their words. */
function FindingsSelect(props: {
  id: string
  described: string | undefined
  value: NamedFinding[]
  onChange: (value: NamedFinding[]) => void
}) {
  const { t } = useTranslation()
  const { value } = props
  const [search, setSearch] = useState('')
  const q = useDebounced(search)
  const found = useQuery({
    queryKey: ['findings', 'choice', q],
    placeholderData: keepPreviousData,
    queryFn: () =>
      call(client.GET('/api/v1/findings', { params: { query: { q: q || undefined, limit: 20 } } })),
  })
  const known = new Map([...(found.data?.items ?? []), ...value].map((one) => [one.id, one]))
  return (
    <Select
      id={props.id}
      aria-describedby={props.described}
      mode="multiple"
      style={{ width: '100%' }}
      showSearch={{ filterOption: false, onSearch: setSearch, autoClearSearchValue: true }}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? t('common.loading') : t('common.nothingFound')}
      value={value.map(({ id }) => id)}
      options={[...known.values()].map((one) => ({ value: one.id, label: name(one) }))}
      onChange={(ids: number[]) =>
        props.onChange(
          ids.flatMap((id) => {
            const one = known.get(id)
            return one ? [{ id, code: one.code, problem: one.problem }] : []
          }),
        )
      }
    />
  )
}
