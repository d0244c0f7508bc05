import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '@/ui/CopyButton'

interface Props {
  title: string
  name: string
  username: string
  password: string
  onClose: () => void
}

/** A temporary password, shown this once: nobody, the service included, can show it again. */
export function Secret({ title, name, username, password, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Modal
      open
      title={title}
      okText={t('accounts.secret.noted')}
      cancelButtonProps={{ style: { display: 'none' } }}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      onOk={onClose}
    >
      <div className="stack">
        <p>{t('accounts.secret.what', { name })}</p>
        <dl className="secret">
          <div>
            <dt>{t('accounts.username')}</dt>
            <dd>{username}</dd>
          </div>
          <div>
            <dt>{t('accounts.secret.password')}</dt>
            <dd>
              <output>{password}</output> <CopyButton text={password} />
            </dd>
          </div>
        </dl>
        <p className="notice warn">{t('accounts.secret.once')}</p>
      </div>
    </Modal>
  )
}
