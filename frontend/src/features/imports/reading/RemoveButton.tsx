import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'

/** Takes an entry out of the draft; the document itself keeps it. */
export function RemoveButton({ what, onRemove }: { what: string; onRemove: () => Promise<unknown> }) {
  const { t } = useTranslation()
  const [modal, holder] = Modal.useModal()
  return (
    <>
      {holder}
      <Button
        danger
        onClick={() =>
          void modal.confirm({
            title: t('imports.reading.removeTitle', { what }),
            content: t('imports.reading.removeWhat'),
            okText: t('imports.reading.remove'),
            okButtonProps: { danger: true },
            onOk: onRemove,
          })
        }
      >
        {t('imports.reading.remove')}
      </Button>
    </>
  )
}
