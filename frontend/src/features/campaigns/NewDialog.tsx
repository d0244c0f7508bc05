import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, newKey } from '@/api/client'
import type { Sent } from '@/api/types'
import { today } from '@/i18n/format'
import { CampaignSelect } from '@/ui/CampaignSelect'
import { DateField, Field, UnitSelect } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import { refresh } from './queries'

const WAYS = ['empty', 'template', 'last'] as const
type Way = (typeof WAYS)[number]

interface Props {
  /** A template to begin with, where it was chosen already. */
  templateId?: number
  onClose: () => void
}

/** A new campaign: empty, from a template, from an earlier one with its days moved; or from the plan's document. */
export function NewDialog({ templateId, onClose }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [way, setWay] = useState<Way>(templateId ? 'template' : 'empty')
  const [title, setTitle] = useState('')
  const [unitId, setUnitId] = useState<number>()
  const [from, setFrom] = useState<number | undefined>(templateId)
  const [startOn, setStartOn] = useState<string | null>(today())
  const [key] = useState(newKey)
  const submission = useSubmit({
    run: () => make({ way, title: title.trim(), unitId, from: from ?? 0, startOn: startOn ?? '', key }),
    onDone: (made) => {
      refresh(made.id)
      void navigate({ to: '/campaigns/$campaignId', params: { campaignId: String(made.id) } })
    },
  })
  const { faults } = submission
  const ready = way === 'empty' ? title.trim() !== '' : from !== undefined && startOn !== null
  return (
    <SubmitDialog
      title={t('campaigns.new.open')}
      okText={t('campaigns.new.make')}
      submission={submission}
      disabled={!ready}
      onClose={onClose}
      width={600}
    >
      <p className="quiet">
        {t('campaigns.new.what')} <Link to="/imports">{t('campaigns.new.document')}</Link>
      </p>
      <fieldset className="bare">
        <legend className="small quiet">{t('campaigns.new.from')}</legend>
        <Radio.Group
          value={way}
          options={WAYS.map((value) => ({ value, label: t(`campaigns.new.way.${value}`) }))}
          onChange={(event) => {
            setWay(event.target.value as Way)
            setFrom(undefined)
          }}
        />
      </fieldset>
      {way === 'template' && <TemplateChoice value={from} onChange={setFrom} />}
      {way === 'last' && <CampaignChoice value={from} onChange={setFrom} />}
      {way !== 'empty' && (
        <Field
          label={t('campaigns.new.startOn')}
          help={t('campaigns.new.startOnWhat')}
          fault={faults.start_on}
          required
        >
          {(id) => <DateField id={id} value={startOn} onChange={setStartOn} />}
        </Field>
      )}
      <Field
        label={t('campaigns.name')}
        help={way === 'empty' ? t('campaigns.new.nameWhat') : t('campaigns.new.nameKept')}
        fault={faults.title}
        required={way === 'empty'}
      >
        {(id, described, invalid) => (
          <Input
            id={id}
            aria-describedby={described}
            aria-invalid={invalid}
            maxLength={300}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      {way !== 'last' && (
        <Field label={t('campaigns.office')} help={t('campaigns.new.officeWhat')} fault={faults.unit_id}>
          {(id) => <UnitSelect id={id} value={unitId} onChange={setUnitId} />}
        </Field>
      )}
    </SubmitDialog>
  )
}

interface Wanted {
  way: Way
  title: string
  unitId: number | undefined
  from: number
  startOn: string
  key: string
}

function make({ way, title, unitId, from, startOn, key }: Wanted) {
  const header = { 'Idempotency-Key': key }
  if (way === 'empty')
    return call(
      client.POST('/api/v1/campaigns', {
        params: { header },
        body: { title, unit_id: unitId } as Sent<'/api/v1/campaigns', 'post'>,
      }),
    )
  const start = { start_on: startOn, title: title || null }
  if (way === 'last')
    return call(
      client.POST('/api/v1/campaigns/{campaign_id}/copies', {
        params: { path: { campaign_id: from }, header },
        body: start,
      }),
    )
  return call(
    client.POST('/api/v1/campaign-templates/{campaign_template_id}/campaigns', {
      params: { path: { campaign_template_id: from }, header },
      body: { ...start, unit_id: unitId ?? null },
    }),
  )
}

interface ChoiceProps {
  value: number | undefined
  onChange: (value: number | undefined) => void
}

function TemplateChoice({ value, onChange }: ChoiceProps) {
  const { t } = useTranslation()
  const templates = useQuery({
    queryKey: ['campaign-templates'],
    queryFn: () => call(client.GET('/api/v1/campaign-templates', { params: { query: { limit: 200 } } })),
  })
  return (
    <Field label={t('campaigns.new.way.template')} required>
      {(id) => (
        <Select
          id={id}
          style={{ width: '100%' }}
          value={value}
          loading={templates.isFetching}
          notFoundContent={t('campaigns.templates.none')}
          options={(templates.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
          onChange={onChange}
        />
      )}
    </Field>
  )
}

function CampaignChoice({ value, onChange }: ChoiceProps) {
  const { t } = useTranslation()
  return (
    <Field label={t('campaigns.new.way.last')} required>
      {(id) => <CampaignSelect id={id} value={value} onChange={onChange} />}
    </Field>
  )
}
