import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../desk'
import { Fact, Locator } from '../Located'
import { placeOfWords } from '../places'
import { PlanDialog } from './PlanDialog'
import { contactWords, reportingWords } from './planWords'
import { Stages } from './Stages'
import { Tasks } from './Tasks'
import { TypesDialog } from './TypesDialog'
import type { Plan, ProblemType } from './typeTree'

/** A campaign plan as the report shows findings: each value with its place in the source. */
export function PlanView({ plan }: { plan: Plan }) {
  return (
    <>
      <Purpose plan={plan} />
      <Stages plan={plan} />
      <Tasks plan={plan} />
      <Types types={plan.problem_types} />
    </>
  )
}

interface PartProps {
  id: string
  title: string
  children: ReactNode
  onEdit?: (() => void) | undefined
  /** Read aloud where the button only says that it edits. */
  editLabel?: string
  addLabel?: string
}

/** One part of a document with its heading; `empty` parts say that nothing was read. */
export function Part({ id, title, children, onEdit, editLabel, addLabel }: PartProps) {
  const { t } = useTranslation()
  const { editable } = useDesk()
  return (
    <section className="readpart" aria-labelledby={id}>
      <div className="parthead">
        <h3 id={id}>{title}</h3>
        {editable && onEdit && (
          <Button
            size="small"
            className="end"
            aria-label={addLabel ?? editLabel ?? t('imports.reading.edit', { what: title })}
            onClick={onEdit}
          >
            {addLabel ?? t('imports.reading.change')}
          </Button>
        )}
      </div>
      {children}
    </section>
  )
}

function Purpose({ plan }: { plan: Plan }) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  const group = plan.leading_group
  return (
    <Part id="plan-whole" title={t('imports.reading.plan.whole')} onEdit={() => setEditing(true)}>
      <dl className="readfacts">
        <Fact field="plan.objective" label={t('imports.reading.plan.objective')}>
          {plan.objective}
        </Fact>
        <Fact field="plan.scope" label={t('imports.reading.plan.scope')}>
          {plan.scope}
        </Fact>
        <Fact field="plan.objects" label={t('imports.reading.plan.objects')}>
          {plan.objects}
        </Fact>
        <Fact field="plan.parent" label={t('imports.reading.plan.parent')}>
          {plan.parent}
        </Fact>
        <Fact field="plan.leading_group" label={t('imports.reading.plan.head')}>
          {group?.head}
        </Fact>
        <Fact field="plan.leading_group" label={t('imports.reading.plan.deputies')}>
          {group?.deputies.join(t('imports.reading.enumeration'))}
        </Fact>
        <Fact field="plan.leading_group" label={t('imports.reading.plan.members')}>
          {group?.members}
        </Fact>
        <Fact field="plan.leading_group" label={t('imports.reading.plan.office')}>
          {group?.office}
        </Fact>
        <Fact field="plan.reporting" label={t('imports.reading.plan.reporting')}>
          {plan.reporting && reportingWords(plan.reporting, t)}
        </Fact>
        <Fact field="plan.sub_plan_due" label={t('imports.reading.plan.subPlanDue')}>
          {plan.sub_plan_due && t('imports.reading.due.by', { date: plan.sub_plan_due })}
        </Fact>
        <Contacts contacts={plan.contacts} />
      </dl>
      <NotRead plan={plan} />
      {editing && <PlanDialog plan={plan} onClose={() => setEditing(false)} />}
    </Part>
  )
}

function Contacts({ contacts }: { contacts: Plan['contacts'] }) {
  const { t } = useTranslation()
  const { spansOf, text } = useDesk()
  const spans = spansOf('plan.contacts')
  return contacts.map(({ kind, value }, index) => {
    const place = placeOfWords(text, spans, value)
    const field = place === undefined ? 'plan.contacts.added' : `plan.contacts.${place}`
    return (
      <Fact key={`${kind}-${value}-${index}`} field={field} label={contactWords(kind, t)}>
        {value}
      </Fact>
    )
  })
}

/** What a plan may say and this one does not, or not so that it was understood. */
function NotRead({ plan }: { plan: Plan }) {
  const { t } = useTranslation()
  const missing = [
    !plan.objective && t('imports.reading.plan.objective'),
    !plan.scope && !plan.objects && t('imports.reading.plan.scope'),
    !plan.leading_group && t('imports.reading.plan.group'),
    !plan.reporting && t('imports.reading.plan.reporting'),
    plan.contacts.length === 0 && t('imports.reading.plan.contacts'),
  ].filter(Boolean)
  if (missing.length === 0) return null
  return (
    <p className="small quiet">
      {t('imports.reading.plan.missing', { what: missing.join(t('imports.reading.enumeration')) })}
    </p>
  )
}

function Types({ types }: { types: readonly ProblemType[] }) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  return (
    <Part
      id="plan-types"
      title={t('imports.reading.plan.types', { count: types.length })}
      onEdit={() => setEditing(true)}
      editLabel={t('imports.reading.edit', { what: t('imports.reading.plan.typesShort') })}
    >
      {types.length === 0 ? (
        <p className="small quiet">{t('imports.reading.notRead')}</p>
      ) : (
        <TypeList types={types} />
      )}
      {editing && <TypesDialog types={types} onClose={() => setEditing(false)} />}
    </Part>
  )
}

function TypeList({ types }: { types: readonly ProblemType[] }) {
  const { spansOf, text } = useDesk()
  const spans = spansOf('plan.problem_types')
  return (
    <ol className="plain typetree">
      {types.map((type, index) => {
        const place = placeOfWords(text, spans, type.title)
        const field = place === undefined ? 'plan.problem_types.added' : `plan.problem_types.${place}`
        return (
          <li key={`${type.number}-${index}`}>
            <div data-field={field}>
              {type.number && <Locator field={field}>{type.number}</Locator>} {type.title}
            </div>
            {type.children.length > 0 && <TypeList types={type.children} />}
          </li>
        )
      })}
    </ol>
  )
}
