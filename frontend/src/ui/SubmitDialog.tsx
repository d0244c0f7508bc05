import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { Alike } from './Likeness'
import { isAlike } from './likeness'
import { ProblemNotice } from './ProblemNotice'
import type { Submission } from './useSubmit'

interface Props {
  title: string
  okText: string
  submission: Submission
  onClose: () => void
  disabled?: boolean
  danger?: boolean
  width?: number
  /** What is sent again where the service finds the text too much like others (`likeness_explained`). */
  explained?: string
  onExplain?: (explained: string) => void
  children: ReactNode
}

/** A form in a dialog: its fields, why it was refused, and the way out. */
export function SubmitDialog(props: Props) {
  const { submission } = props
  return (
    <Modal
      open
      title={props.title}
      okText={props.okText}
      okButtonProps={{
        loading: submission.busy,
        disabled: props.disabled ?? false,
        danger: props.danger ?? false,
      }}
      onOk={submission.send}
      onCancel={props.onClose}
      width={props.width ?? 520}
    >
      <div className="stack" ref={submission.fields}>
        {props.onExplain && isAlike(submission.error) ? (
          <Alike error={submission.error} value={props.explained ?? ''} onChange={props.onExplain} />
        ) : (
          <ProblemNotice error={submission.error} />
        )}
        {props.children}
      </div>
      {submission.conflict}
    </Modal>
  )
}
