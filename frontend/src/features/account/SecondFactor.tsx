import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryClient } from '@/api/queries'
import { removeSecondFactor } from '@/api/secondFactor'
import type { Me } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { Field } from '@/ui/fields'
import { SecondFactorSetup } from '@/ui/SecondFactorSetup'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'

type Factor = Me['second_factor']

/** So few codes left: time to make new ones. */
const FEW = 3

function askAgain(): void {
  void queryClient.invalidateQueries({ queryKey: ['me'] })
}

export function SecondFactor({ factor }: { factor: Factor }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [open, setOpen] = useState<'set' | 'remove' | null>(null)
  const close = () => setOpen(null)
  const done = (words: string) => {
    close()
    announce.good(words)
    askAgain()
  }
  return (
    <section className="panel" aria-labelledby="factor-title">
      <div className="headrow">
        <h2 id="factor-title">{t('account.factor.title')}</h2>
        <span className={`chip ${factor.enabled ? 'good' : factor.required ? 'bad' : ''}`}>
          {factor.enabled ? t('account.factor.on') : t('account.factor.off')}
        </span>
      </div>
      <p className="quiet">{factor.enabled ? t('account.factor.onWhat') : t('account.factor.offWhat')}</p>
      {factor.enabled && (
        <p className={factor.recovery_codes_left <= FEW ? 'notice warn' : ''} style={{ margin: '8px 0' }}>
          {t('account.factor.left', { count: factor.recovery_codes_left })}
          {factor.recovery_codes_left <= FEW && t('account.factor.few')}
        </p>
      )}
      {factor.enabled && factor.required && <p className="small quiet">{t('account.factor.required')}</p>}
      <div className="row" style={{ marginTop: 12 }}>
        <Button type={factor.enabled ? 'default' : 'primary'} onClick={() => setOpen('set')}>
          {factor.enabled ? t('account.factor.renew') : t('account.factor.set')}
        </Button>
        {factor.enabled && !factor.required && (
          <Button danger onClick={() => setOpen('remove')}>
            {t('account.factor.remove')}
          </Button>
        )}
      </div>
      {open === 'set' && (
        <Modal
          open
          title={factor.enabled ? t('account.factor.renew') : t('account.factor.set')}
          footer={null}
          width={680}
          // A slip beside the dialog must not lose codes that are shown once.
          mask={{ closable: false }}
          onCancel={() => {
            close()
            askAgain()
          }}
        >
          <SecondFactorSetup renew={factor.enabled} onDone={() => done(t('account.factor.done'))} />
        </Modal>
      )}
      {open === 'remove' && <Removal onClose={close} onDone={() => done(t('account.factor.removed'))} />}
    </section>
  )
}

function Removal({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const submission = useSubmit({ run: () => removeSecondFactor(password, code.trim()), onDone })
  return (
    <SubmitDialog
      title={t('account.factor.remove')}
      okText={t('account.factor.remove')}
      danger
      disabled={password === '' || code.trim().length < 6}
      submission={submission}
      onClose={onClose}
    >
      <p>{t('account.factor.removeWhat')}</p>
      <Field label={t('session.first.old')} fault={submission.faults.password} required>
        {(id, described, invalid) => (
          <Input.Password
            id={id}
            autoComplete="current-password"
            aria-describedby={described}
            aria-invalid={invalid}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('session.factor.oldCode')} fault={submission.faults.code} required>
        {(id, described, invalid) => (
          <Input
            id={id}
            autoComplete="one-time-code"
            maxLength={40}
            aria-describedby={described}
            aria-invalid={invalid}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
    </SubmitDialog>
  )
}
