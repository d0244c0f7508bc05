import { Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from './fields'
import { ProblemNotice } from './ProblemNotice'
import { useSubmit } from './useSubmit'

interface Props<Answer> {
  title: string
  /** The act itself, as the button says it. */
  okText: string
  /** What it will do, and to whom. */
  children: ReactNode
  run: () => Promise<Answer>
  onDone: (answer: Answer) => void
  onClose: () => void
  /** Somebody changed it meanwhile: load what is there now. */
  onReload?: () => void
  /** Has to be typed before the button works; for what cannot be undone. */
  word?: string
}

/** Says what a destructive act will do before it does it. The focus stands on the way out. */
export function ConfirmDanger<Answer>(props: Props<Answer>) {
  const { t } = useTranslation()
  const { word } = props
  const [typed, setTyped] = useState('')
  const submission = useSubmit({ run: props.run, onDone: props.onDone, onReload: props.onReload })
  return (
    <Modal
      open
      title={props.title}
      okText={props.okText}
      okButtonProps={{
        danger: true,
        loading: submission.busy,
        disabled: word !== undefined && typed.trim() !== word,
      }}
      cancelButtonProps={{ autoFocus: true }}
      onOk={submission.send}
      onCancel={props.onClose}
    >
      <div className="stack" ref={submission.fields}>
        <ProblemNotice error={submission.error} />
        <div>{props.children}</div>
        {word !== undefined && (
          <Field label={t('common.typeToConfirm', { word })} required>
            {(id) => (
              <Input
                id={id}
                autoComplete="off"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
        )}
      </div>
      {submission.conflict}
    </Modal>
  )
}
