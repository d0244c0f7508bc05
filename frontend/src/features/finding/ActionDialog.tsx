import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sendWhole } from '@/api/attachments'
import { useLabels } from '@/api/queries'
import type { Allowed, Finding } from '@/api/types'
import { today } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { DateField, Field, type UnitPart, UnitParts } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import { act, type Entered, entriesOf } from './act'
import { Corrections } from './Corrections'
import { CountersignFields } from './CountersignFields'
import { changesSince } from './changes'
import { missingEntry } from './entries'
import { typedWords } from './typed'

interface Props {
  finding: Finding
  action: Allowed
  onClose: () => void
  onDone: () => void
}

/** Asks for what the act needs, and says why it was refused, without losing what was typed. */
export function ActionDialog({ finding, action, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const { actionLabel, label } = useLabels()
  const word = actionLabel(action)
  const entries = entriesOf(action.action)
  const [entered, setEntered] = useState<Entered>(() => initial(finding, action.action))
  const [scan, setScan] = useState<File | null>(null)
  const set = (part: Partial<Entered>) => setEntered({ ...entered, ...part })
  const submission = useSubmit({
    run: async () => {
      const signatures = await act(finding, action.action, entered)
      try {
        // The scan belongs to each countersignature the paper stands for.
        if (scan)
          for (const id of signatures)
            await sendWhole({ type: 'countersignature', id }, scan, () => undefined)
        return null
      } catch (refused) {
        // The act itself is done; the scan can be sent again where the countersignature stands.
        return refused
      }
    },
    onDone: (lostScan) => {
      if (lostScan) announce.bad(lostScan)
      const asked = action.action.startsWith('ask_')
      announce.good(asked ? t('finding.asked', { label: word }) : t('finding.done', { label: word }))
      onDone()
    },
    onReload: onDone,
    typed: () => typedWords(entered),
    changed: () => changesSince(finding.id, label),
  })

  return (
    <SubmitDialog
      title={word}
      okText={word}
      disabled={missingEntry(entries, entered)}
      submission={submission}
      onClose={onClose}
      width={entries.includes('changes') ? 680 : 520}
    >
      {entries.map((entry) => {
        if (entry === 'countersign')
          return (
            <CountersignFields
              key={entry}
              finding={finding}
              entered={entered}
              set={set}
              scan={scan}
              setScan={setScan}
            />
          )
        if (entry === 'close') return <CloseFields key={entry} entered={entered} set={set} />
        if (entry === 'changes')
          return <Corrections key={entry} finding={finding} entered={entered} set={set} />
        if (entry === 'units') return <HandOutFields key={entry} entered={entered} set={set} />
        return (
          <PlainField
            key={entry}
            entry={entry}
            action={action.action}
            entered={entered}
            set={set}
            faults={submission.faults}
          />
        )
      })}
    </SubmitDialog>
  )
}

function initial(finding: Finding, action: string): Entered {
  if (action === 'hand_out')
    return {
      units: finding.units.map(
        (unit) => ({ unit_id: unit.id, name: unit.name, part: unit.part }) satisfies UnitPart,
      ),
      due_on: finding.due_on,
    }
  if (action === 'countersign' || action === 'close') return { on: today(), organs: [] }
  return {}
}

interface Part {
  entered: Entered
  set: (part: Partial<Entered>) => void
}

function PlainField(props: Part & { entry: string; action: string; faults: Record<string, string> }) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const { entry, action, entered, set, faults } = props
  if (entry === 'until')
    return (
      <Field
        label={action === 'ask_extension' ? t('finding.until') : t('finding.reviewDate')}
        fault={faults.until}
        required
      >
        {(id) => (
          <DateField id={id} value={entered.until} min={today()} onChange={(until) => set({ until })} />
        )}
      </Field>
    )
  if (entry === 'trigger')
    return (
      <Field label={t('finding.trigger')} fault={faults.trigger} required>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            value={entered.trigger}
            options={options('reopen_trigger')}
            onChange={(trigger) => set({ trigger })}
          />
        )}
      </Field>
    )
  const reason = entry === 'reason'
  return (
    <Field
      label={reason ? t('finding.reason') : t('finding.note')}
      fault={reason ? faults.reason : faults.note}
      required={reason}
    >
      {(id, described, invalid) => (
        <Input.TextArea
          id={id}
          aria-describedby={described}
          aria-invalid={invalid}
          rows={3}
          maxLength={2000}
          value={(reason ? entered.reason : entered.note) ?? ''}
          onChange={(event) => set(reason ? { reason: event.target.value } : { note: event.target.value })}
        />
      )}
    </Field>
  )
}

function HandOutFields({ entered, set }: Part) {
  const { t } = useTranslation()
  return (
    <>
      <UnitParts value={entered.units ?? []} onChange={(units) => set({ units })} requireAnswering />
      <Field label={t('finding.due')} required>
        {(id) => <DateField id={id} value={entered.due_on} onChange={(due_on) => set({ due_on })} />}
      </Field>
    </>
  )
}

function CloseFields({ entered, set }: Part) {
  const { t } = useTranslation()
  return (
    <>
      <Field label={t('finding.closer')} required>
        {(id) => (
          <Input
            id={id}
            value={entered.closer ?? ''}
            onChange={(event) => set({ closer: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('finding.closingDocument')} required>
        {(id) => (
          <Input
            id={id}
            value={entered.document ?? ''}
            onChange={(event) => set({ document: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('finding.closedOn')} required>
        {(id) => <DateField id={id} value={entered.on} onChange={(on) => set({ on })} />}
      </Field>
    </>
  )
}
