import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { Field } from '@/ui/fields'
import { type Facts, faultsOf } from './facts'

interface Props {
  facts: Facts
  /** What the service said of single fields. */
  said: Record<string, string>
  onChange: (facts: Facts) => void
  /** A unit keeps its code and its kind for good. */
  fresh: boolean
}

const TEXTS = ['code', 'name', 'short_name', 'uscc', 'region_code'] as const
const NEEDED = new Set(['code', 'name'])
const LENGTH = { code: 40, name: 120, short_name: 40, uscc: 18, region_code: 12 }

export function FactFields({ facts, said, onChange, fresh }: Props) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const faults = faultsOf(facts)
  const text = (key: (typeof TEXTS)[number]) => {
    const seen = faults[key]
    const fault = seen ? t(`units.fault.${seen}`) : said[key]
    return (
      <Field
        key={key}
        label={t(`units.fact.${key}`)}
        required={NEEDED.has(key)}
        wide={key === 'name'}
        fault={fault}
      >
        {(id, described) => (
          <Input
            id={id}
            aria-describedby={described}
            aria-invalid={fault ? true : undefined}
            maxLength={LENGTH[key]}
            value={facts[key]}
            onChange={(event) => onChange({ ...facts, [key]: event.target.value })}
          />
        )}
      </Field>
    )
  }
  return (
    <div className="formgrid">
      {text('name')}
      {fresh && text('code')}
      {fresh && (
        <Field label={t('units.fact.kind')} required fault={said.kind ?? said.parent_id}>
          {(id) => (
            <Select
              id={id}
              style={{ width: '100%' }}
              value={facts.kind || undefined}
              options={options('unit_kind')}
              onChange={(kind: string) => onChange({ ...facts, kind })}
            />
          )}
        </Field>
      )}
      {text('short_name')}
      {text('uscc')}
      {text('region_code')}
    </div>
  )
}
