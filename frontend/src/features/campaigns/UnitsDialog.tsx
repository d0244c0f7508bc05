import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useLabels, useUnitOptions } from '@/api/queries'
import { EditDialog } from '@/ui/EditDialog'
import { Field } from '@/ui/fields'
import { Loading } from '@/ui/Loading'
import { useDebounced } from '@/ui/useDebounced'
import { namedUnits } from './editing'
import { RuleCount } from './RuleCount'
import type { Campaign } from './types'
import { useEdit } from './useEdit'

export interface Named {
  id: number
  name: string
}

/** Who takes part: a rule over the tree, and units named beside it. */
export function UnitsDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const named = useQuery({
    queryKey: ['campaign', campaign.id, 'named-units'],
    queryFn: () => namedUnits(campaign.id),
  })
  if (!named.data) return <Loading />
  return <Editor campaign={campaign} named={named.data} onClose={onClose} />
}

function Editor(props: { campaign: Campaign; named: Named[]; onClose: () => void }) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const { campaign, onClose } = props
  const rule = campaign.unit_rule
  const { now, set, dirty, submission } = useEdit(
    campaign.id,
    { kinds: rule?.kinds ?? [], under: (rule?.under ?? []) as Named[], named: props.named },
    ({ kinds, under, named }) =>
      call(
        client.PUT('/api/v1/campaigns/{campaign_id}/units', {
          params: { path: { campaign_id: campaign.id }, header: { 'if-match': ifMatch(campaign.version) } },
          body: {
            rule: under.length > 0 ? { kinds, under: under.map(({ id }) => id) } : null,
            unit_ids: named.map(({ id }) => id),
          },
        }),
      ),
    onClose,
  )
  return (
    <EditDialog
      title={t('campaigns.edit', { what: t('campaigns.tab.units') })}
      submission={submission}
      dirty={dirty}
      onClose={onClose}
      width={720}
    >
      <Field
        label={t('campaigns.units.under')}
        help={t('campaigns.units.underWhat')}
        fault={submission.faults.under}
      >
        {(id, described) => (
          <UnitsSelect id={id} described={described} value={now.under} onChange={(under) => set({ under })} />
        )}
      </Field>
      <Field
        label={t('campaigns.units.kinds')}
        help={t('campaigns.units.kindsWhat')}
        fault={submission.faults.kinds}
      >
        {(id, described) => (
          <Select
            id={id}
            aria-describedby={described}
            mode="multiple"
            style={{ width: '100%' }}
            disabled={now.under.length === 0}
            value={now.kinds}
            options={options('unit_kind')}
            onChange={(kinds) => set({ kinds })}
          />
        )}
      </Field>
      <Field
        label={t('campaigns.units.namedUnits')}
        help={t('campaigns.units.namedWhat')}
        fault={submission.faults.unit_ids}
      >
        {(id, described) => (
          <UnitsSelect id={id} described={described} value={now.named} onChange={(named) => set({ named })} />
        )}
      </Field>
      <RuleCount kinds={now.kinds} under={now.under} named={now.named} />
    </EditDialog>
  )
}

/** Several units; the names chosen are kept, or they would be lost with the next search. */
function UnitsSelect(props: {
  id: string
  described: string | undefined
  value: Named[]
  onChange: (value: Named[]) => void
}) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const found = useUnitOptions(useDebounced(search))
  const names = new Map([
    ...found.options.map((option) => [option.value, option.label] as const),
    ...props.value.map((unit) => [unit.id, unit.name] as const),
  ])
  return (
    <Select
      id={props.id}
      aria-describedby={props.described}
      mode="multiple"
      style={{ width: '100%' }}
      placeholder={t('common.chooseUnit')}
      showSearch={{ filterOption: false, onSearch: setSearch, autoClearSearchValue: true }}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? t('common.loading') : t('common.nothingFound')}
      value={props.value.map(({ id }) => id)}
      options={[...names].map(([value, label]) => ({ value, label }))}
      onChange={(ids: number[]) =>
        props.onChange(ids.map((id) => ({ id, name: names.get(id) ?? String(id) })))
      }
    />
  )
}
