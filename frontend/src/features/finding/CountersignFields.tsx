import { Checkbox, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import type { Finding } from '@/api/types'
import { DateField, Field } from '@/ui/fields'
import { EVIDENCE_TYPES } from '@/ui/files/kinds'
import type { Entered } from './act'

interface Props {
  finding: Finding
  entered: Entered
  set: (part: Partial<Entered>) => void
  scan: File | null
  setScan: (scan: File | null) => void
}

/** One paper may carry the stamps of several organs; each is recorded by its full name. */
export function CountersignFields({ finding, entered, set, setScan }: Props) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const organs = entered.organs ?? []
  const missing = finding.closure.missing_organs as string[]
  const kinds = options('organ_kind').filter((kind) => missing.length === 0 || missing.includes(kind.value))
  return (
    <>
      <fieldset className="bare stack">
        <legend className="small quiet">{t('finding.organs')}</legend>
        {kinds.map((kind) => {
          const chosen = organs.find((organ) => organ.kind === kind.value)
          return (
            <div key={kind.value}>
              <Checkbox
                checked={chosen !== undefined}
                onChange={(event) =>
                  set({
                    organs: event.target.checked
                      ? [...organs, { kind: kind.value, name: '' }]
                      : organs.filter((organ) => organ.kind !== kind.value),
                  })
                }
              >
                {kind.label}
              </Checkbox>
              {chosen && (
                <Input
                  aria-label={t('finding.organName', { kind: kind.label })}
                  placeholder={t('finding.organName', { kind: kind.label })}
                  value={chosen.name}
                  onChange={(event) =>
                    set({
                      organs: organs.map((organ) =>
                        organ.kind === kind.value ? { ...organ, name: event.target.value } : organ,
                      ),
                    })
                  }
                />
              )}
            </div>
          )
        })}
      </fieldset>
      <Field label={t('finding.document')} required>
        {(id) => (
          <Input
            id={id}
            value={entered.document ?? ''}
            onChange={(event) => set({ document: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('finding.signedOn')} required>
        {(id) => <DateField id={id} value={entered.on} onChange={(on) => set({ on })} />}
      </Field>
      <Field label={t('finding.scan')} help={t('finding.scanHelp')}>
        {(id, described) => (
          <input
            id={id}
            type="file"
            aria-describedby={described}
            accept={EVIDENCE_TYPES}
            onChange={(event) => setScan(event.target.files?.[0] ?? null)}
          />
        )}
      </Field>
    </>
  )
}
