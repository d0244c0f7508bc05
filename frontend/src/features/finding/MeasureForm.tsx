import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { isStale } from '@/api/problem'
import type { Item } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { ConflictDialog } from '@/ui/ConflictDialog'
import { DateField, Field, PersonSelect, UnitSelect } from '@/ui/fields'
import { ProblemNotice } from '@/ui/ProblemNotice'
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
  const [text, setText] = useState(item?.text ?? '')
  const [unit, setUnit] = useState<number | undefined>(item?.unit?.id)
  const [owner, setOwner] = useState<number | undefined>(item?.owner?.id)
  const [leader, setLeader] = useState(item?.owner_leader ?? '')
  const [due, setDue] = useState<string | null>(item?.due_on ?? null)
  const [steps, setSteps] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [stale, setStale] = useState(false)

  async function save(): Promise<void> {
    const body = {
      text: text.trim(),
      unit_id: unit ?? null,
      owner_account_id: owner ?? null,
      owner_leader: leader.trim() || null,
      due_on: due,
    }
    setBusy(true)
    setError(null)
    try {
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
      announce.good(t('common.saved'))
      onDone()
    } catch (refused) {
      if (isStale(refused)) setStale(true)
      else setError(refused)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title={item ? t('finding.editMeasure') : t('finding.addMeasure')}
      okText={t('common.save')}
      okButtonProps={{ loading: busy, disabled: text.trim() === '' }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <div className="stack">
        <ProblemNotice error={error} />
        <Field label={t('finding.measureText')} required>
          {(id) => (
            <Input.TextArea
              id={id}
              autoSize={{ minRows: 3, maxRows: 10 }}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('finding.measureUnit')}>
          {(id) => <UnitSelect id={id} value={unit} known={item?.unit ?? undefined} onChange={setUnit} />}
        </Field>
        <Field label={t('finding.owner')}>
          {(id) => (
            <PersonSelect
              id={id}
              value={owner}
              known={item?.owner ?? null}
              unitId={unit}
              onChange={setOwner}
            />
          )}
        </Field>
        <Field label={t('finding.ownerLeader')}>
          {(id) => <Input id={id} value={leader} onChange={(event) => setLeader(event.target.value)} />}
        </Field>
        <Field label={t('finding.due')}>{(id) => <DateField id={id} value={due} onChange={setDue} />}</Field>
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
      </div>
      <ConflictDialog open={stale} onKeep={() => setStale(false)} onReload={onDone} />
    </Modal>
  )
}
