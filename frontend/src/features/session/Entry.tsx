import { Button, Input, type InputRef } from 'antd'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, kindOf } from '@/api/problem'
import { session } from '@/api/session'
import { enterWith } from '@/api/signIn'
import { CodeField } from '@/ui/CodeField'
import { Countdown } from '@/ui/Countdown'
import { Field } from '@/ui/fields'
import { ProblemNotice } from '@/ui/ProblemNotice'

/** What is asked for now: the password first, then one of the two kinds of codes. */
type Step = 'password' | 'digits' | 'recovery'

export function Entry({ onEntered }: { onEntered?: () => void }) {
  const { t } = useTranslation()
  const [step, setStep] = useState<Step>('password')
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [lockedUntil, setLockedUntil] = useState<number | null>(null)
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const codeField = useRef<InputRef>(null)

  async function submit(): Promise<void> {
    setTried(true)
    if (username.trim() === '' || password === '' || (step !== 'password' && code === '')) return
    setBusy(true)
    setError(null)
    try {
      const coded = step === 'password' ? {} : { code: code.trim() }
      session.enter(await enterWith({ username: username.trim(), password, ...coded }))
      onEntered?.()
    } catch (refused) {
      take(refused)
    } finally {
      setBusy(false)
    }
  }

  function take(refused: unknown): void {
    setTried(false)
    if (kindOf(refused) === 'second-factor-required' && step === 'password') {
      setStep('digits')
      return
    }
    setCode('')
    if (refused instanceof ApiProblem && refused.status === 429)
      setLockedUntil(Date.now() + Math.max(1, refused.retryAfter ?? 30) * 1000)
    else setError(refused)
    if (step !== 'password') codeField.current?.focus()
  }

  function go(next: Step): void {
    setStep(next)
    setCode('')
    setError(null)
    setTried(false)
  }

  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!busy && lockedUntil === null) void submit()
  }

  return (
    <form className="stack" style={{ gap: 14 }} noValidate onSubmit={send}>
      {lockedUntil !== null ? (
        <div className="notice warn">
          <strong>{t('session.locked')}</strong>
          <p>
            <Countdown
              until={lockedUntil}
              onEnd={() => setLockedUntil(null)}
              say={(span) => t('session.lockedFor', { span })}
            />
          </p>
        </div>
      ) : (
        <Refusal error={error} step={step} />
      )}
      {step === 'password' ? (
        <PasswordStep {...{ username, setUsername, password, setPassword, tried }} />
      ) : (
        <CodeStep
          key={step}
          step={step}
          code={code}
          setCode={setCode}
          go={go}
          ref={codeField}
          tried={tried}
        />
      )}
      <Button
        type="primary"
        htmlType="submit"
        size="large"
        block
        loading={busy}
        disabled={lockedUntil !== null}
      >
        {step === 'password' ? t('session.signIn') : t('session.factor.enter')}
      </Button>
      {step !== 'password' && (
        <Button type="link" size="small" onClick={() => go('password')}>
          {t('session.factor.back')}
        </Button>
      )}
    </form>
  )
}

/** A wrong code is answered like a wrong password; whoever has come as far as the code knows which it is. */
function Refusal({ error, step }: { error: unknown; step: Step }) {
  const { t } = useTranslation()
  if (step !== 'password' && error instanceof ApiProblem && error.status === 401)
    return (
      <div className="notice bad" role="alert">
        <strong>{t('session.factor.wrong')}</strong>
        <p>{t(step === 'digits' ? 'session.factor.wrongDigits' : 'session.factor.wrongRecovery')}</p>
      </div>
    )
  return <ProblemNotice error={error} title={t('session.failed')} />
}

interface PasswordProps {
  username: string
  setUsername: (value: string) => void
  password: string
  setPassword: (value: string) => void
  tried: boolean
}

function PasswordStep(props: PasswordProps) {
  const { t } = useTranslation()
  const { username, password, tried } = props
  return (
    <>
      <Field
        label={t('session.username')}
        fault={tried && username.trim() === '' ? t('session.needUsername') : undefined}
      >
        {(id, described, invalid) => (
          <Input
            id={id}
            autoComplete="username"
            autoFocus
            size="large"
            maxLength={64}
            aria-describedby={described}
            aria-invalid={invalid}
            status={invalid && 'error'}
            value={username}
            onChange={(event) => props.setUsername(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={t('session.password')}
        fault={tried && password === '' ? t('session.needPassword') : undefined}
      >
        {(id, described, invalid) => (
          <Input.Password
            id={id}
            autoComplete="current-password"
            size="large"
            maxLength={128}
            aria-describedby={described}
            aria-invalid={invalid}
            status={invalid && 'error'}
            value={password}
            onChange={(event) => props.setPassword(event.target.value)}
          />
        )}
      </Field>
    </>
  )
}

interface CodeProps {
  step: Step
  code: string
  setCode: (value: string) => void
  go: (step: Step) => void
  ref: React.Ref<InputRef>
  tried: boolean
}

function CodeStep({ step, code, setCode, go, ref, tried }: CodeProps) {
  const { t } = useTranslation()
  const own = useRef<HTMLHeadingElement>(null)
  const digits = step === 'digits'
  const fault = tried && code === '' ? t('session.factor.needCode') : undefined
  // The step changed under the reader's hands: its heading says so, the field has the focus.
  useEffect(() => {
    own.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <>
      <div role="status">
        <h2 ref={own}>{t('session.factor.title')}</h2>
        <p className="quiet">{t(digits ? 'session.factor.askDigits' : 'session.factor.askRecovery')}</p>
      </div>
      {digits ? (
        <CodeField
          ref={ref}
          label={t('session.factor.code')}
          value={code}
          onChange={setCode}
          autoFocus
          fault={fault}
        />
      ) : (
        <Field label={t('session.factor.recovery')} fault={fault}>
          {(id, described, invalid) => (
            <Input
              id={id}
              ref={ref}
              className="codefield"
              size="large"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
              maxLength={40}
              aria-describedby={described}
              aria-invalid={invalid}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
      )}
      <Button type="link" size="small" onClick={() => go(digits ? 'recovery' : 'digits')}>
        {t(digits ? 'session.factor.useRecovery' : 'session.factor.useDigits')}
      </Button>
    </>
  )
}
