import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '@/ui/CopyButton'
import type { HalfKeeper } from './halves'

interface Shown {
  title: string
  username: string
  onClose: () => void
}

interface Props extends Shown {
  name: string
  password: string
  /** Who hands over the second half; null: the password is whole; unknown: it could not be read. */
  keeper: HalfKeeper | null | 'unknown'
}

/** A temporary password, or the first half of one. */
export function Secret({ name, password, keeper, ...shown }: Props) {
  const { t } = useTranslation()
  const halved = keeper === 'system' || keeper === 'security'
  return (
    <SecretDialog
      {...shown}
      what={t('accounts.secret.what', { name })}
      label={halved ? t('accounts.secret.firstHalf') : t('accounts.secret.password')}
      secret={password}
      once={t('accounts.secret.once')}
    >
      {keeper && <p className="notice">{t(`accounts.secret.firstOnly.${keeper}`)}</p>}
    </SecretDialog>
  )
}

interface DialogProps extends Shown {
  what: string
  label: string
  secret: string
  once: string
  children?: ReactNode
}

/** What is shown this once: nobody, the service included, can show it again. */
export function SecretDialog({ title, what, username, label, secret, once, children, onClose }: DialogProps) {
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
        <p>{what}</p>
        <dl className="secret">
          <div>
            <dt>{t('accounts.username')}</dt>
            <dd>{username}</dd>
          </div>
          <div>
            <dt>{label}</dt>
            <dd>
              <output>{secret}</output> <CopyButton text={secret} />
            </dd>
          </div>
        </dl>
        {children}
        <p className="notice warn">{once}</p>
      </div>
    </Modal>
  )
}
