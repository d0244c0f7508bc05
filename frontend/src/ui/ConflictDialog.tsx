import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  open: boolean
  onReload: () => void
  onKeep: () => void
  /** What was typed, to be taken along. */
  typed?: string
}

/** Someone else was faster: nothing was written, and nothing typed is thrown away unasked. */
export function ConflictDialog({ open, onReload, onKeep, typed }: Props) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
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
      {typed && (
        <>
          <p className="pre small quiet" style={{ maxHeight: 160, overflow: 'auto', margin: '8px 0' }}>
            {typed}
          </p>
          <Button
            size="small"
            onClick={() => void navigator.clipboard?.writeText(typed).then(() => setCopied(true))}
          >
            {copied ? t('common.conflict.copied') : t('common.conflict.copy')}
          </Button>
        </>
      )}
    </Modal>
  )
}
