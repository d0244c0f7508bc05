import { Modal } from 'antd'
import type { ReactNode } from 'react'
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
        <ProblemNotice error={submission.error} />
        {props.children}
      </div>
      {submission.conflict}
    </Modal>
  )
}
