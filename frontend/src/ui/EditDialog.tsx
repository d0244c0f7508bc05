import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from './ProblemNotice'
import type { Submission } from './useSubmit'

interface Props {
  title: string
  submission: Submission
  /** Whether something was typed: closing then asks, Esc included. */
  dirty: boolean
  onClose: () => void
  disabled?: boolean
  /** What saving does here, where it is more than saving. */
  okText?: string
  width?: number
  /** What else may be done, at the other end of the foot. */
  aside?: ReactNode
  children: ReactNode
}

/** A dialog that changes what is there; it does not lose what was typed without asking. */
export function EditDialog(props: Props) {
  const { t } = useTranslation()
  const [modal, holder] = Modal.useModal()
  const { submission, dirty, onClose } = props
  const close = () => {
    if (!dirty) return onClose()
    void modal.confirm({
      title: t('common.edit.lose'),
      content: t('common.edit.loseWhat'),
      okText: t('common.edit.throwAway'),
      okButtonProps: { danger: true },
      cancelText: t('common.edit.goOn'),
      autoFocusButton: 'cancel',
      onOk: onClose,
    })
  }
  return (
    <Modal
      open
      title={props.title}
      okText={props.okText ?? t('common.save')}
      okButtonProps={{ loading: submission.busy, disabled: !dirty || (props.disabled ?? false) }}
      mask={{ closable: false }}
      onOk={submission.send}
      onCancel={close}
      width={props.width ?? 640}
      footer={(_, { OkBtn, CancelBtn }) => (
        <div className="row">
          {props.aside}
          <span className="grow" />
          <CancelBtn />
          <OkBtn />
        </div>
      )}
    >
      <div className="stack" ref={submission.fields}>
        <ProblemNotice error={submission.error} />
        {props.children}
      </div>
      {submission.conflict}
      {holder}
    </Modal>
  )
}
