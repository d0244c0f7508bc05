import { Button, Input, QRCode } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { beginSecondFactor, confirmSecondFactor, type Secret } from '@/api/secondFactor'
import { CodeField } from './CodeField'
import { CopyButton } from './CopyButton'
import { inGroups } from './code'
import { Field } from './fields'
import { ProblemNotice } from './ProblemNotice'
import { RecoveryCodes } from './RecoveryCodes'
import { useNarrow } from './useNarrow'
import { useSubmit } from './useSubmit'

/** Password, picture, first code, recovery codes: each step is one thing to do. */
export function SecondFactorSetup({ onDone, renew = false }: { onDone: () => void; renew?: boolean }) {
  const [secret, setSecret] = useState<Secret | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />
  if (secret) return <Confirming secret={secret} onCodes={setCodes} />
  return <Beginning renew={renew} onSecret={setSecret} />
}

/** `renew`: one is in use already, and is asked for once more. */
function Beginning({ onSecret, renew }: { onSecret: (secret: Secret) => void; renew: boolean }) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const submission = useSubmit({ run: () => beginSecondFactor(password, code.trim()), onDone: onSecret })
  return (
    <form
      className="stack"
      style={{ gap: 12, maxWidth: 420 }}
      onSubmit={(event) => {
        event.preventDefault()
        submission.send()
      }}
    >
      <ol style={{ margin: 0, paddingLeft: 20 }}>
        <li>{t('session.factor.step1')}</li>
        <li>{t('session.factor.step2')}</li>
        <li>{t('session.factor.step3')}</li>
      </ol>
      <div className="stack" ref={submission.fields}>
        <ProblemNotice error={submission.error} />
        <Field label={t('session.factor.password')} fault={submission.faults.password}>
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
        {renew && (
          <Field label={t('session.factor.oldCode')} fault={submission.faults.code}>
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
        )}
      </div>
      <div>
        <Button
          type="primary"
          htmlType="submit"
          loading={submission.busy}
          disabled={password === '' || (renew && code.trim() === '')}
        >
          {t('session.factor.begin')}
        </Button>
      </div>
    </form>
  )
}

function Confirming({ secret, onCodes }: { secret: Secret; onCodes: (codes: string[]) => void }) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const [code, setCode] = useState('')
  const submission = useSubmit({ run: () => confirmSecondFactor(code), onDone: onCodes })
  return (
    <form
      className="factorsetup"
      onSubmit={(event) => {
        event.preventDefault()
        submission.send()
      }}
    >
      <div role="img" aria-label={t('session.factor.picture')} className="factorpicture">
        <div aria-hidden="true">
          <QRCode type="svg" value={secret.uri} size={196} errorLevel="M" color="#000000" bgColor="#ffffff" />
        </div>
      </div>
      <div className="stack grow" style={{ gap: 12 }}>
        <p>{t('session.factor.scan')}</p>
        {narrow && (
          <p>
            <a href={secret.uri}>{t('session.factor.openApp')}</a>
          </p>
        )}
        <div>
          <p className="small quiet">{t('session.factor.byHand')}</p>
          <div className="row">
            <code className="secret">{inGroups(secret.secret)}</code>
            <CopyButton text={secret.secret} />
          </div>
        </div>
        <div className="stack" ref={submission.fields}>
          <ProblemNotice error={submission.error} />
          <CodeField
            label={t('session.factor.code')}
            value={code}
            onChange={setCode}
            fault={submission.faults.code}
            autoFocus
          />
        </div>
        <div>
          <Button type="primary" htmlType="submit" loading={submission.busy} disabled={code.length < 6}>
            {t('session.factor.confirm')}
          </Button>
        </div>
      </div>
    </form>
  )
}
