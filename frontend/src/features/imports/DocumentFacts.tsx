import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import type { ImportDraft } from '@/api/types'
import { number } from '@/i18n/format'
import { archived } from './Became'
import { useDesk } from './desk'
import { HeaderDialog } from './HeaderDialog'
import { Fact } from './Located'
import { totalsOf } from './totals'

/** What the document says of itself. */
export function DocumentFacts() {
  const { t } = useTranslation()
  const { label } = useLabels()
  const { draft, editable, spansOf, words } = useDesk()
  const [editing, setEditing] = useState(false)
  const printed = (field: string) => spansOf(field).map(words)
  return (
    <section className="readpart" aria-labelledby="document-facts">
      <div className="parthead">
        <h3 id="document-facts">{t('imports.header')}</h3>
        <span className="chip blue">{label('document_kind', draft.kind)}</span>
        {editable && (
          <Button size="small" className="end" onClick={() => setEditing(true)}>
            {t('imports.reading.editHeader')}
          </Button>
        )}
      </div>
      <dl className="readfacts">
        <Fact field="title" label={t('imports.headerTitle')}>
          {draft.title ?? <Missing />}
        </Fact>
        <Fact field="aliases" label={t('imports.reading.aliases')}>
          {[...new Set(printed('aliases'))].join('\n')}
        </Fact>
        <Fact field="document_number" label={t('imports.number')}>
          {draft.document_number}
        </Fact>
        <Fact field="issuer" label={t('imports.issuer')}>
          {draft.issuer}
        </Fact>
        <Fact field="issued_on" label={t('imports.issuedOn')}>
          {draft.issued_on}
        </Fact>
        <Fact field="printed_on" label={t('imports.reading.printedOn')}>
          {printed('printed_on')[0]}
        </Fact>
        <Fact field="published_on" label={t('imports.reading.publishedOn')}>
          {printed('published_on')[0]}
        </Fact>
        {!archived(draft) && (
          <Fact field="inspection_source" label={t('imports.originKind')}>
            {draft.inspection_source ? label('source', draft.inspection_source) : <Missing />}
          </Fact>
        )}
        <Inspection draft={draft} />
        <Totals draft={draft} />
      </dl>
      {editing && <HeaderDialog draft={draft} onClose={() => setEditing(false)} />}
    </section>
  )
}

function Missing() {
  const { t } = useTranslation()
  return <span className="quiet">{t('imports.reading.notRead')}</span>
}

function Inspection({ draft }: { draft: ImportDraft }) {
  const { t } = useTranslation()
  const { inspection } = draft
  if (!inspection) return null
  return (
    <>
      <Fact field="inspection" label={t('imports.inspectionBody')}>
        {inspection.body}
      </Fact>
      <Fact field="inspection" label={t('imports.reading.inspectionPeriod')}>
        {[inspection.from, inspection.to].filter(Boolean).join(' — ')}
      </Fact>
      <Fact field="inspection" label={t('imports.feedbackOn')}>
        {inspection.feedback_on}
      </Fact>
    </>
  )
}

function Totals({ draft }: { draft: ImportDraft }) {
  const { t } = useTranslation()
  return (
    <Fact field="totals" label={t('imports.totals')}>
      {totalsOf(draft.totals)
        .map(([key, value]) => `${t(`imports.totalNames.${key}`)} ${number(value)}`)
        .join(' · ')}
    </Fact>
  )
}
