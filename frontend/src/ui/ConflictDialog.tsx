import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'

/** Someone else was faster: nothing was written, and nothing typed is thrown away unasked. */
export function ConflictDialog({
  open,
  onReload,
  onKeep,
}: {
  open: boolean
  onReload: () => void
  onKeep: () => void
}) {
  const { t } = useTranslation()
  return (
    <Modal
      open={open}
      title={t('common.conflict.title')}
      okText={t('common.conflict.reload')}
      cancelText={t('common.conflict.keep')}
      onOk={onReload}
      onCancel={onKeep}
    >
      <p>{t('common.conflict.detail')}</p>
    </Modal>
  )
}
