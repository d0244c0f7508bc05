import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { Field } from '@/ui/fields'

interface Props {
  value: string | undefined
  onChange: (source: string | undefined) => void
  fault?: string | undefined
  required?: boolean
}

/** Whose orders: a number means something within one source only. */
export function SourceSelect({ value, onChange, fault, required = false }: Props) {
  const { t } = useTranslation()
  const { options } = useLabels()
  return (
    <Field label={t('hotline.source')} fault={fault} required={required}>
      {(id) => (
        <Select
          id={id}
          style={{ width: '100%' }}
          allowClear={!required}
          placeholder={required ? undefined : t('common.all')}
          value={value}
          options={options('hotline_source')}
          onChange={(next: string | undefined) => onChange(next)}
        />
      )}
    </Field>
  )
}
