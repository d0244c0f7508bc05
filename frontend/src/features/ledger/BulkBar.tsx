import { Button, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useMay, useMeta } from '@/api/queries'
import type { FindingLine } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { DateField, Field, type UnitPart, UnitParts } from '@/ui/fields'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { type Submission, useSubmit } from '@/ui/useSubmit'
import { type BulkAct, eligible } from './eligible'
import { refusalsOf } from './refusals'

/** As many as the service takes at once: all of them change, or none. */
const LIMIT = 200
/** So many codes are named for each reason. */
const NAMED = 12

interface Props {
  chosen: FindingLine[]
  onDone: () => void
  onChoose: (lines: FindingLine[]) => void
}

/** What can be done to many findings at once. */
export function BulkBar({ chosen, onDone, onChoose }: Props) {
  const { t } = useTranslation()
  const may = useMay()
  const [dialog, setDialog] = useState<'hand-out' | 'urge' | null>(null)
  const tooMany = chosen.length > LIMIT
  const finish = () => {
    setDialog(null)
    onDone()
  }
  return (
    <div className="bulkbar">
      <span role="status">{t('common.selected', { count: chosen.length })}</span>
      {tooMany && <span className="small">{t('ledger.tooMany', { count: LIMIT })}</span>}
      {may('finding.hand_out') && (
        <Button type="primary" size="small" disabled={tooMany} onClick={() => setDialog('hand-out')}>
          {t('ledger.handOut.action')}
        </Button>
      )}
      {may('finding.urge') && (
        <Button size="small" disabled={tooMany} onClick={() => setDialog('urge')}>
          {t('ledger.urge.action')}
        </Button>
      )}
      <Button type="link" size="small" onClick={() => onChoose([])}>
        {t('common.clear')}
      </Button>
      {dialog === 'hand-out' && (
        <HandOut chosen={chosen} onChoose={onChoose} onCancel={() => setDialog(null)} onDone={finish} />
      )}
      {dialog === 'urge' && (
        <Urge chosen={chosen} onChoose={onChoose} onCancel={() => setDialog(null)} onDone={finish} />
      )}
    </div>
  )
}

interface DialogProps {
  chosen: FindingLine[]
  onChoose: (lines: FindingLine[]) => void
  onCancel: () => void
  onDone: () => void
}

function HandOut({ chosen, onChoose, onCancel, onDone }: DialogProps) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [units, setUnits] = useState<UnitPart[]>([])
  const [due, setDue] = useState<string | null>(null)
  const ready =
    units.some((unit) => unit.part === 'answering') || chosen.every((line) => line.units.length > 0)
  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/findings/bulk/hand-out', {
          body: {
            items: chosen.map(({ id, version }) => ({ id, version })),
            units: units.length > 0 ? units.map(({ unit_id, part }) => ({ unit_id, part })) : undefined,
            due_on: due ?? undefined,
          },
        }),
      ),
    onDone: () => {
      announce.good(t('ledger.handOut.done', { count: chosen.length }))
      onDone()
    },
    // The lines are those of the list: asked for anew, with nothing chosen any more.
    onReload: onDone,
    typed: () => units.map(({ name }) => name).join('\n'),
  })
  return (
    <BulkDialog
      title={t('ledger.handOut.title', { count: chosen.length })}
      okText={t('ledger.handOut.action')}
      submission={submission}
      disabled={!ready}
      chosen={chosen}
      onChoose={onChoose}
      onClose={onCancel}
      act="hand_out"
      what={t('ledger.handOut.what')}
    >
      <UnitParts value={units} onChange={setUnits} requireAnswering />
      <Field label={t('ledger.handOut.due')} fault={submission.faults.due_on}>
        {(id) => <DateField id={id} value={due} onChange={setDue} />}
      </Field>
      {!ready && <p className="small quiet">{t('ledger.handOut.needUnit')}</p>}
    </BulkDialog>
  )
}

function Urge({ chosen, onChoose, onCancel, onDone }: DialogProps) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [note, setNote] = useState('')
  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/findings/bulk/urge', {
          body: { ids: chosen.map((line) => line.id), note: note.trim() },
        }),
      ),
    onDone: () => {
      announce.good(t('ledger.urge.done', { count: chosen.length }))
      onDone()
    },
  })
  return (
    <BulkDialog
      title={t('ledger.urge.title', { count: chosen.length })}
      okText={t('ledger.urge.action')}
      submission={submission}
      disabled={note.trim() === ''}
      chosen={chosen}
      onChoose={onChoose}
      onClose={onCancel}
      act="urge"
      what={t('ledger.urge.what')}
    >
      <Field
        label={t('ledger.urge.note')}
        required
        help={note.trim() ? undefined : t('ledger.urge.needNote')}
        fault={submission.faults.note}
      >
        {(id, described) => (
          <Input.TextArea
            id={id}
            aria-describedby={described}
            rows={3}
            value={note}
            maxLength={500}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </BulkDialog>
  )
}

/** What both acts say and ask: whom they reach, what was refused, and what is entered. */
function BulkDialog(props: {
  title: string
  okText: string
  submission: Submission
  disabled: boolean
  chosen: FindingLine[]
  onChoose: (lines: FindingLine[]) => void
  onClose: () => void
  act: BulkAct
  what: string
  children: ReactNode
}) {
  const { submission, chosen, onChoose } = props
  return (
    <Modal
      open
      title={props.title}
      okText={props.okText}
      okButtonProps={{ disabled: props.disabled, loading: submission.busy }}
      onOk={submission.send}
      onCancel={props.onClose}
    >
      <div className="stack" ref={submission.fields}>
        <p className="quiet">{props.what}</p>
        <Able act={props.act} chosen={chosen} onChoose={onChoose} />
        <Refused
          error={submission.error}
          chosen={chosen}
          onChoose={(lines) => {
            submission.clear()
            onChoose(lines)
          }}
        />
        {props.children}
      </div>
      {submission.conflict}
    </Modal>
  )
}

/** How many of the chosen the act can reach, before anything is sent. */
function Able(props: { act: BulkAct; chosen: FindingLine[]; onChoose: (lines: FindingLine[]) => void }) {
  const { t } = useTranslation()
  const { act, chosen, onChoose } = props
  const acts = useMeta().data?.work_acts
  const able = chosen.filter((line) => eligible(act, line, acts))
  if (able.length === chosen.length) return null
  const counts = { count: chosen.length, able: able.length }
  return (
    <div className="notice warn" role="status">
      {act === 'urge' ? t('ledger.urge.able', counts) : t('ledger.handOut.able', counts)}
      {able.length > 0 && (
        <Button size="small" style={{ marginInlineStart: 8 }} onClick={() => onChoose(able)}>
          {t('ledger.keepAble', { count: able.length })}
        </Button>
      )}
    </div>
  )
}

/** All or nothing: one that cannot be done holds up the rest, so they can be left out with one click. */
function Refused(props: { error: unknown; chosen: FindingLine[]; onChoose: (lines: FindingLine[]) => void }) {
  const { t } = useTranslation()
  const { error, chosen, onChoose } = props
  const refusals = refusalsOf(error, chosen)
  if (refusals.length === 0) return <ProblemNotice error={error} />
  const refused = new Set(refusals.flatMap(({ lines }) => lines.map((line) => line.id)))
  return (
    <div className="notice bad" role="alert">
      <strong>{t('ledger.refused', { count: refused.size })}</strong>
      <ul>
        {refusals.map(({ message, lines }) => (
          <li key={message}>
            {message}:
            {lines
              .slice(0, NAMED)
              .map((line) => line.code)
              .join('、')}
            {lines.length > NAMED && ' …'}
          </li>
        ))}
      </ul>
      {refused.size < chosen.length && (
        <Button
          size="small"
          style={{ marginTop: 8 }}
          onClick={() => onChoose(chosen.filter((line) => !refused.has(line.id)))}
        >
          {t('ledger.leaveOut', { count: refused.size })}
        </Button>
      )}
    </div>
  )
}
