import { Button, Checkbox, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useLabels } from '@/api/queries'
import { EditDialog } from '@/ui/EditDialog'
import { DateField, Field } from '@/ui/fields'
import { ListEditor } from './ListEditor'
import { stageFaults } from './stageChecks'
import type { Campaign, StagesPut } from './types'
import { useEdit } from './useEdit'

type Row = StagesPut['stages'][number]
type Inner = NonNullable<Row['stages']>[number]

const FRESH: Row = { name: '', starts_on: null, ends_on: null, mechanism: null, precision: 'day', stages: [] }

function rowOf({ id, name, mechanism, starts_on, ends_on, precision }: Campaign['stages'][number]): Inner {
  return { id, name, mechanism, starts_on, ends_on, precision }
}

/** All stages at once: they follow each other, so that one cannot be put right without the next. */
export function StagesDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { t } = useTranslation()
  const { now, set, dirty, submission } = useEdit(
    campaign.id,
    {
      stages: campaign.stages.map(
        (stage): Row => ({
          ...rowOf(stage),
          stages: stage.stages.map((inner) => rowOf({ ...inner, stages: [] })),
        }),
      ),
    },
    (body) =>
      call(
        client.PUT('/api/v1/campaigns/{campaign_id}/stages', {
          params: { path: { campaign_id: campaign.id }, header: { 'if-match': ifMatch(campaign.version) } },
          body,
        }),
      ),
    onClose,
  )
  const faults = stageFaults(
    now.stages.map((stage) => ({ starts_on: stage.starts_on ?? null, ends_on: stage.ends_on ?? null })),
  )
  return (
    <EditDialog
      title={t('campaigns.edit', { what: t('campaigns.stages') })}
      submission={submission}
      dirty={dirty}
      disabled={now.stages.some((stage) => !stage.name.trim())}
      onClose={onClose}
      width={820}
    >
      <p className="quiet">{t('campaigns.stage.what')}</p>
      <ListEditor
        rows={now.stages}
        onChange={(stages) => set({ stages })}
        fresh={() => ({ ...FRESH, starts_on: dayAfter(now.stages.at(-1)?.ends_on) })}
        addText={t('campaigns.stage.add')}
        nameOf={(stage, index) => stage.name || t('campaigns.stage.nth', { n: index + 1 })}
        render={(stage, change, index) => (
          <>
            <StageFields stage={stage} onChange={change} />
            {faults
              .filter((fault) => fault.index === index)
              .map(({ kind, days }) => (
                <p key={kind} className="small" role="status" style={{ color: 'var(--red)' }}>
                  {t(`campaigns.stage.fault.${kind}`, { count: days })}
                </p>
              ))}
            <InnerStages stage={stage} onChange={(stages) => change({ stages })} />
          </>
        )}
      />
    </EditDialog>
  )
}

function dayAfter(day: string | null | undefined): string | null {
  return day ? new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10) : null
}

function InnerStages({ stage, onChange }: { stage: Row; onChange: (stages: Inner[]) => void }) {
  const { t } = useTranslation()
  const { stages = [] } = stage
  if (stages.length === 0)
    return (
      <Button
        type="link"
        size="small"
        onClick={() => onChange([{ ...FRESH, starts_on: stage.starts_on, ends_on: stage.ends_on }])}
      >
        {t('campaigns.stage.addInner')}
      </Button>
    )
  return (
    <fieldset className="bare" style={{ marginTop: 8 }}>
      <legend className="small quiet">{t('campaigns.stage.inner')}</legend>
      <ListEditor
        rows={stages}
        onChange={onChange}
        fresh={() => ({ ...FRESH, starts_on: stage.starts_on, ends_on: stage.ends_on })}
        addText={t('campaigns.stage.addInner')}
        nameOf={(inner, index) => inner.name || t('campaigns.stage.nth', { n: index + 1 })}
        render={(inner, change) => <StageFields stage={inner} onChange={change} />}
      />
    </fieldset>
  )
}

function StageFields({ stage, onChange }: { stage: Inner; onChange: (part: Partial<Inner>) => void }) {
  const { t } = useTranslation()
  const { options } = useLabels()
  return (
    <div className="formgrid">
      <Field label={t('campaigns.stage.name')} required>
        {(id) => (
          <Input
            id={id}
            maxLength={200}
            value={stage.name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('campaigns.stage.mechanism')}>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            allowClear
            value={stage.mechanism ?? undefined}
            options={options('mechanism')}
            onChange={(value?: string) => onChange({ mechanism: (value ?? null) as Inner['mechanism'] })}
          />
        )}
      </Field>
      <Field label={t('campaigns.fact.starts_on')}>
        {(id) => (
          <DateField id={id} value={stage.starts_on} onChange={(starts_on) => onChange({ starts_on })} />
        )}
      </Field>
      <Field label={t('campaigns.fact.ends_on')}>
        {(id) => <DateField id={id} value={stage.ends_on} onChange={(ends_on) => onChange({ ends_on })} />}
      </Field>
      <Checkbox
        checked={stage.precision === 'month'}
        onChange={(event) => onChange({ precision: event.target.checked ? 'month' : 'day' })}
      >
        {t('campaigns.stage.byMonth')}
      </Checkbox>
    </div>
  )
}
