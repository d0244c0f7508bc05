import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from './desk'

/** The name of a field; where the field stands in the source, its name leads there. */
export function Locator({ field, children }: { field: string; children: string }) {
  const { t } = useTranslation()
  const { spansOf, locate } = useDesk()
  if (spansOf(field).length === 0) return children
  return (
    <button
      type="button"
      className="link locate"
      title={t('imports.reading.locate')}
      onClick={() => locate({ row: null, field })}
    >
      {children}
      <span className="sr">({t('imports.jump')})</span>
    </button>
  )
}

interface FactProps {
  field: string
  label: string
  children: ReactNode
}

/** A fact the document states of itself; what it does not state is not shown. */
export function Fact({ field, label, children }: FactProps) {
  if (children === null || children === undefined || children === '') return null
  return (
    <div data-field={field}>
      <dt>
        <Locator field={field}>{label}</Locator>
      </dt>
      <dd className="pre">{children}</dd>
    </div>
  )
}
