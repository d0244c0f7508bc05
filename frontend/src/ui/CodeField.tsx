import { Input, type InputRef } from 'antd'
import { type Ref, useId } from 'react'
import { digitsOf } from './code'

interface Props {
  label: string
  value: string
  onChange: (value: string) => void
  fault?: string
  ref?: Ref<InputRef>
  autoFocus?: boolean
}

/** Six digits: the keyboard of a phone shows digits, and its message of the code fills them in. */
export function CodeField({ label, value, onChange, fault, ref, autoFocus = false }: Props) {
  const id = useId()
  return (
    <div className="field" data-fault={fault ? '' : undefined}>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        ref={ref}
        className="codefield"
        size="large"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        autoFocus={autoFocus}
        status={fault ? 'error' : undefined}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-note` : undefined}
        value={value}
        onChange={(event) => onChange(digitsOf(event.target.value))}
      />
      {fault && (
        <div id={`${id}-note`} className="small" style={{ color: 'var(--red)' }}>
          {fault}
        </div>
      )}
    </div>
  )
}
