import { Input } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnnounce } from '@/ui/announce'
import { Field } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'

export interface Paper {
  document: string
  note: string
}

export const NO_PAPER: Paper = { document: '', note: '' }

/** What goes along with an act: left out where nothing was entered. */
export function paperOf({ document, note }: Paper): { document?: string; note?: string } {
  return { document: document.trim() || undefined, note: note.trim() || undefined }
}

interface Props<Made> {
  title: string
  okText: string
  /** What will happen, before it does. */
  what?: ReactNode
  ready: boolean
  danger?: boolean
  done: string
  width?: number
  submit: () => Promise<Made>
  onClose: () => void
  onDone: (made: Made) => void
  /** Somebody else changed the unit meanwhile. */
  onReload: () => void
  /** What was typed, to be taken along when somebody else was faster. */
  typed?: () => string
  children: (faults: Record<string, string>, error: unknown) => ReactNode
}

/** One act on the tree: what it asks, what it will do, and why it was refused. */
export function ActDialog<Made>(props: Props<Made>) {
  const announce = useAnnounce()
  const submission = useSubmit({
    run: props.submit,
    onDone: (made) => {
      announce.good(props.done)
      props.onDone(made)
    },
    onReload: props.onReload,
    typed: props.typed,
  })
  return (
    <SubmitDialog
      title={props.title}
      okText={props.okText}
      submission={submission}
      disabled={!props.ready}
      danger={props.danger ?? false}
      width={props.width ?? 560}
      onClose={props.onClose}
    >
      {props.children(submission.faults, submission.error)}
      {/* Stands from the start, so that readers say what is put into it. */}
      <div role="status">
        {props.what && (
          <div className="notice warn stack" style={{ margin: 0 }}>
            {props.what}
          </div>
        )}
      </div>
    </SubmitDialog>
  )
}

/** The paper an act rests on. */
export function PaperFields({
  paper,
  faults,
  onChange,
}: {
  paper: Paper
  faults: Record<string, string>
  onChange: (paper: Paper) => void
}) {
  const { t } = useTranslation()
  return (
    <>
      <Field label={t('units.document')} help={t('units.documentHelp')} fault={faults.document}>
        {(id, described) => (
          <Input
            id={id}
            aria-describedby={described}
            maxLength={200}
            value={paper.document}
            onChange={(event) => onChange({ ...paper, document: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('units.note')} fault={faults.note}>
        {(id, described) => (
          <Input.TextArea
            id={id}
            aria-describedby={described}
            rows={2}
            maxLength={500}
            value={paper.note}
            onChange={(event) => onChange({ ...paper, note: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}
