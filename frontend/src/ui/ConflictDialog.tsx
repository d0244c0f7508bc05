import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { CopyButton } from './CopyButton'

interface Props {
  open: boolean
  onReload: () => void
  onKeep: () => void
  /** What was typed, to be taken along. */
  typed?: string
  /** What others changed, as far as it can be told. */
  changes?: string[]
}

/** Someone else was faster: nothing was written, and nothing typed is thrown away unasked. */
export function ConflictDialog({ open, onReload, onKeep, typed, changes = [] }: Props) {
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
      {changes.length > 0 && (
        <>
          <p style={{ marginTop: 8 }}>{t('common.conflict.changed')}</p>
          <ul className="small">
            {changes.map((change) => (
              <li key={change} className="wrap-anywhere">
                {change}
              </li>
            ))}
          </ul>
        </>
      )}
      {typed && (
        <>
          <p style={{ marginTop: 8 }}>{t('common.conflict.typed')}</p>
          <p className="pre small quiet" style={{ maxHeight: 160, overflow: 'auto', margin: '4px 0 8px' }}>
            {typed}
          </p>
          <CopyButton text={typed} label={t('common.conflict.copy')} />
        </>
      )}
    </Modal>
  )
}
