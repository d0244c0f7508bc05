import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Input, Select } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, newKey } from '@/api/client'
import { ApiProblem, fieldOf } from '@/api/problem'
import { queryClient, useLabels, useMay, useMe, useTags } from '@/api/queries'
import type { Sent } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { Barred } from '@/ui/Barred'
import { CampaignSelect, ProblemTypeSelect } from '@/ui/CampaignSelect'
import { DateField, Field, type UnitPart, UnitParts } from '@/ui/fields'
import { Alike } from '@/ui/Likeness'
import { isAlike } from '@/ui/likeness'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { linesOf } from './lines'

type Body = Sent<'/api/v1/findings', 'post'>

interface Entered {
  problem: string
  source: string
  severity: string
  key_matter: boolean
  amount: string
  due_on: string | null
  responsible_leader: string
  responsible_department: string
  responsible_person: string
  campaign_id: number | null
  problem_type_id: number | null
  tags: number[]
  measures: string
  likeness_explained: string
}

const NOTHING: Entered = {
  problem: '',
  source: 'self_check',
  severity: 'ordinary',
  key_matter: false,
  amount: '',
  due_on: null,
  responsible_leader: '',
  responsible_department: '',
  responsible_person: '',
  campaign_id: null,
  problem_type_id: null,
  tags: [],
  measures: '',
  likeness_explained: '',
}

function bodyOf(entered: Entered, units: UnitPart[]): Body {
  const { tags, measures, problem, ...rest } = entered
  const filled = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== '' && value !== null),
  )
  return {
    ...filled,
    problem: problem.trim(),
    tag_ids: tags,
    measures: linesOf(measures),
    units: units.map(({ unit_id, part }) => ({ unit_id, part })),
  } as Body
}

export function RegisterPage() {
  const may = useMay()
  return may('finding.register') ? <Register /> : <Barred page="ledger" />
}

/** Enters a finding by hand. One key for the whole page: sending twice registers once. */
function Register() {
  const { t } = useTranslation()
  const { options } = useLabels()
  const tags = useTags().data?.items ?? []
  const may = useMay()
  const home = useMe().data?.home_unit
  const announce = useAnnounce()
  const navigate = useNavigate()
  const key = useRef(newKey())
  const [entered, setEntered] = useState(NOTHING)
  const [chosenUnits, setUnits] = useState<UnitPart[] | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [tried, setTried] = useState(false)
  // A unit enters what it found in itself; the office enters what others have to answer for.
  const own: UnitPart[] =
    home && !may('finding.hand_out') ? [{ unit_id: home.id, name: home.name, part: 'answering' }] : []
  const units = chosenUnits ?? own
  const set = (part: Partial<Entered>) => setEntered({ ...entered, ...part })
  const faults: Record<string, string> = {}
  if (error instanceof ApiProblem)
    for (const entry of error.errors) faults[fieldOf(entry.pointer)] = entry.message
  const blank = entered.problem.trim() === ''

  async function submit(): Promise<void> {
    setTried(true)
    if (blank) return
    setBusy(true)
    setError(null)
    try {
      const made = await call(
        client.POST('/api/v1/findings', {
          params: { header: { 'Idempotency-Key': key.current } },
          body: bodyOf(entered, units),
        }),
      )
      announce.good(t('finding.register.done', { code: made.code }))
      void queryClient.invalidateQueries({ queryKey: ['findings'] })
      await navigate({ to: '/findings/$findingId', params: { findingId: String(made.id) } })
    } catch (refused) {
      setError(refused)
      key.current = newKey()
    } finally {
      setBusy(false)
    }
  }

  const text = (
    name: 'amount' | 'responsible_leader' | 'responsible_department' | 'responsible_person',
    label: string,
  ) => (
    <Field label={label} fault={faults[name]}>
      {(id, described) => (
        <Input
          id={id}
          aria-describedby={described}
          inputMode={name === 'amount' ? 'decimal' : undefined}
          value={entered[name]}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      )}
    </Field>
  )
  const choice = (name: 'source' | 'severity', label: string) => (
    <Field label={label} fault={faults[name]} required>
      {(id) => (
        <Select
          id={id}
          style={{ width: '100%' }}
          value={entered[name]}
          options={options(name)}
          onChange={(value) => set({ [name]: value })}
        />
      )}
    </Field>
  )

  return (
    <>
      <PageHead title={t('finding.register.title')} />
      <form
        className="panel"
        style={{ maxWidth: 860 }}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <p className="quiet" style={{ marginBottom: 12 }}>
          {t('finding.register.what')}
        </p>
        {isAlike(error) ? (
          <Alike
            error={error}
            value={entered.likeness_explained}
            onChange={(likeness_explained) => set({ likeness_explained })}
          />
        ) : (
          <ProblemNotice error={error} />
        )}
        <div className="formgrid">
          <Field
            label={t('finding.register.problem')}
            required
            wide
            fault={faults.problem ?? (tried && blank ? t('finding.register.needProblem') : undefined)}
          >
            {(id, described) => (
              <Input.TextArea
                id={id}
                aria-describedby={described}
                aria-required="true"
                autoSize={{ minRows: 3, maxRows: 12 }}
                maxLength={5000}
                status={tried && blank ? 'error' : undefined}
                value={entered.problem}
                onChange={(event) => set({ problem: event.target.value })}
              />
            )}
          </Field>
          {choice('source', t('finding.register.source'))}
          {choice('severity', t('finding.severity'))}
          {may('campaign.read') && <CampaignChoice entered={entered} set={set} faults={faults} />}
          <UnitParts value={units} onChange={setUnits} />
          <Field label={t('finding.due')} fault={faults.due_on}>
            {(id) => <DateField id={id} value={entered.due_on} onChange={(due_on) => set({ due_on })} />}
          </Field>
          {text('amount', t('finding.amount'))}
          {text('responsible_leader', t('finding.leader'))}
          {text('responsible_department', t('finding.department'))}
          {text('responsible_person', t('finding.person'))}
          <Field label={t('finding.tags')}>
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                style={{ width: '100%' }}
                value={entered.tags}
                options={tags.map((tag) => ({ value: tag.id, label: tag.name }))}
                onChange={(chosen: number[]) => set({ tags: chosen })}
              />
            )}
          </Field>
          <Field label={t('finding.register.measures')} help={t('finding.register.measuresHelp')} wide>
            {(id, described) => (
              <Input.TextArea
                id={id}
                aria-describedby={described}
                rows={3}
                value={entered.measures}
                onChange={(event) => set({ measures: event.target.value })}
              />
            )}
          </Field>
          <Checkbox
            checked={entered.key_matter}
            onChange={(event) => set({ key_matter: event.target.checked })}
          >
            {t('ledger.keyMatter')}
          </Checkbox>
        </div>
        <Button type="primary" htmlType="submit" loading={busy} style={{ marginTop: 16 }}>
          {t('finding.register.submit')}
        </Button>
      </form>
    </>
  )
}

interface ChoiceProps {
  entered: Entered
  set: (part: Partial<Entered>) => void
  faults: Record<string, string>
}

/** The campaign it was found in, and which of its kinds of problem it is. */
function CampaignChoice({ entered, set, faults }: ChoiceProps) {
  const { t } = useTranslation()
  const { campaign_id, problem_type_id } = entered
  return (
    <>
      <Field label={t('ledger.campaign')} fault={faults.campaign_id}>
        {(id) => (
          <CampaignSelect
            id={id}
            value={campaign_id ?? undefined}
            onChange={(chosen) => set({ campaign_id: chosen ?? null, problem_type_id: null })}
          />
        )}
      </Field>
      {campaign_id !== null && (
        <Field label={t('ledger.problemType')} fault={faults.problem_type_id}>
          {(id) => (
            <ProblemTypeSelect
              id={id}
              campaignId={campaign_id}
              value={problem_type_id ?? undefined}
              onChange={(chosen) => set({ problem_type_id: chosen ?? null })}
            />
          )}
        </Field>
      )}
    </>
  )
}
