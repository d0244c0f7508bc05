import { Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { Field } from './fields'
import { SubmitDialog } from './SubmitDialog'
import { useSubmit } from './useSubmit'

interface Props<Answer> {
  title: string
  okText: string
  label: string
  help?: string
  /** A reason, or a note that may be left out. */
  required: boolean
  danger?: boolean
  children?: ReactNode
  run: (words: string) => Promise<Answer>
  onDone: () => void
  onClose: () => void
}

/** An act with the words that go with it. */
export function ReasonDialog<Answer>(props: Props<Answer>) {
  const [words, setWords] = useState('')
  const submission = useSubmit({
    run: () => props.run(words.trim()),
    onDone: props.onDone,
    onReload: props.onDone,
    typed: () => words.trim(),
  })
  return (
    <SubmitDialog
      title={props.title}
      okText={props.okText}
      danger={props.danger ?? false}
      disabled={props.required && words.trim() === ''}
      submission={submission}
      onClose={props.onClose}
    >
      {props.children}
      <Field
        label={props.label}
        required={props.required}
        fault={submission.faults.reason ?? submission.faults.note}
        {...(props.help ? { help: props.help } : {})}
      >
        {(id, described, invalid) => (
          <Input.TextArea
            id={id}
            aria-describedby={described}
            aria-invalid={invalid}
            rows={3}
            maxLength={2000}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </Field>
    </SubmitDialog>
  )
}
