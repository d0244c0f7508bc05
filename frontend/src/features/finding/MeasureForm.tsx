import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useLabels } from '@/api/queries'
import type { Item } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { DateField, Field, PersonSelect, UnitSelect } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import { changesSince } from './changes'
import { linesOf } from './lines'

interface Props {
  findingId: number
  item?: Item
  onClose: () => void
  onDone: () => void
}

/** Writes a new measure, or changes one that is not claimed yet. */
export function MeasureForm({ findingId, item, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const { label } = useLabels()
  const [text, setText] = useState(item?.text ?? '')
  const [unit, setUnit] = useState<number | undefined>(item?.unit?.id)
  const [owner, setOwner] = useState<number | undefined>(item?.owner?.id)
  const [leader, setLeader] = useState(item?.owner_leader ?? '')
  const [due, setDue] = useState<string | null>(item?.due_on ?? null)
  const [steps, setSteps] = useState('')
  const [explained, setExplained] = useState('')
  async function save(): Promise<void> {
    const body = {
      text: text.trim(),
      unit_id: unit ?? null,
      owner_account_id: owner ?? null,
      owner_leader: leader.trim() || null,
      due_on: due,
      likeness_explained: explained.trim() || null,
    }
    if (item)
      await call(
        client.PATCH('/api/v1/rectification-items/{item_id}', {
          params: { path: { item_id: item.id }, header: { 'if-match': ifMatch(item.version) } },
          body,
        }),
      )
    else
      await call(
        client.POST('/api/v1/findings/{finding_id}/rectification-items', {
          params: { path: { finding_id: findingId } },
          body: { ...body, steps: linesOf(steps) },
        }),
      )
  }

  const submission = useSubmit({
    run: save,
    onDone: () => {
      announce.good(t('common.saved'))
      onDone()
    },
    onReload: onDone,
    typed: () =>
      [text, leader, steps]
        .map((words) => words.trim())
        .filter(Boolean)
        .join('\n'),
    changed: () => changesSince(findingId, label),
  })

  return (
    <SubmitDialog
      title={item ? t('finding.editMeasure') : t('finding.addMeasure')}
      okText={t('common.save')}
      disabled={text.trim() === ''}
      submission={submission}
      onClose={onClose}
      explained={explained}
      onExplain={setExplained}
    >
      <Field label={t('finding.measureText')} fault={submission.faults.text} required>
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 3, maxRows: 10 }}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('finding.measureUnit')} fault={submission.faults.unit_id}>
        {(id) => <UnitSelect id={id} value={unit} known={item?.unit ?? undefined} onChange={setUnit} />}
      </Field>
      <Field label={t('finding.owner')} fault={submission.faults.owner_account_id}>
        {(id) => (
          <PersonSelect id={id} value={owner} known={item?.owner ?? null} unitId={unit} onChange={setOwner} />
        )}
      </Field>
      <Field label={t('finding.ownerLeader')}>
        {(id) => <Input id={id} value={leader} onChange={(event) => setLeader(event.target.value)} />}
      </Field>
      <Field label={t('finding.due')} fault={submission.faults.due_on}>
        {(id) => <DateField id={id} value={due} onChange={setDue} />}
      </Field>
      {!item && (
        <Field label={t('finding.steps')} help={t('finding.stepsHelp')}>
          {(id, described) => (
            <Input.TextArea
              id={id}
              aria-describedby={described}
              rows={3}
              value={steps}
              onChange={(event) => setSteps(event.target.value)}
            />
          )}
        </Field>
      )}
    </SubmitDialog>
  )
}
