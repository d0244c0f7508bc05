import { Link, useBlocker } from '@tanstack/react-router'
import { Button, Checkbox, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, newKey } from '@/api/client'
import { useLabels, useMay, useMe } from '@/api/queries'
import { number } from '@/i18n/format'
import { Barred } from '@/ui/Barred'
import { Field, PersonSelect } from '@/ui/fields'
import { LinkButton } from '@/ui/LinkButton'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useSubmit } from '@/ui/useSubmit'
import {
  type Account,
  type Appointment,
  accountsChanged,
  type HandoverDone,
  type HandoverPlan,
  useHandoverPlan,
  useOneAccount,
} from './accounts'

export function HandoverPage({ accountId }: { accountId: number }) {
  const me = useMe()
  const may = useMay()
  if (!me.data) return me.error ? <ProblemNotice error={me.error} /> : <Loading />
  return may('account.manage') ? <Handover id={accountId} /> : <Barred page="accounts" />
}

type Step = 'what' | 'whom' | 'done'
const STEPS: Step[] = ['what', 'whom', 'done']

/** Somebody leaves: what is theirs, who takes it over, and what became of it. */
function Handover({ id }: { id: number }) {
  const { t } = useTranslation()
  const found = useOneAccount(id)
  const plan = useHandoverPlan(id)
  const [step, setStep] = useState<Step>('what')
  const [done, setDone] = useState<{ to: string; deactivated: boolean; answer: HandoverDone } | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const began = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its heading
  useEffect(() => {
    if (began.current) heading.current?.focus()
    began.current = true
  }, [step])
  const error = found.error ?? plan.error
  const account = found.data
  if (error && (!account || !plan.data))
    return (
      <ProblemNotice
        error={error}
        onRetry={() => {
          void found.refetch()
          void plan.refetch()
        }}
      />
    )
  if (!account || !plan.data) return <Loading />
  return (
    <>
      <nav aria-label={t('accounts.back')} style={{ marginBottom: 8 }}>
        <Link to="/admin/accounts/$accountId" params={{ accountId: String(id) }}>
          ← {account.name}
        </Link>
      </nav>
      <PageHead title={t('accounts.handover.title', { name: account.name })} />
      <ol className="plain stepbar" aria-label={t('accounts.handover.steps')}>
        {STEPS.map((name, index) => (
          <li key={name} aria-current={name === step ? 'step' : undefined}>
            {index + 1}. {t(`accounts.handover.step.${name}`)}
          </li>
        ))}
      </ol>
      <section className="panel phonepage" aria-labelledby="step-title">
        <h2 id="step-title" ref={heading} tabIndex={-1}>
          {t(`accounts.handover.step.${step}`)}
        </h2>
        {step === 'what' && <What account={account} plan={plan.data} onNext={() => setStep('whom')} />}
        {step === 'whom' && (
          <Whom
            account={account}
            plan={plan.data}
            onBack={() => setStep('what')}
            onDone={(result) => {
              setDone(result)
              setStep('done')
              accountsChanged()
            }}
          />
        )}
        {step === 'done' && done && <Done account={account} {...done} />}
      </section>
    </>
  )
}

function What({ account, plan, onNext }: { account: Account; plan: HandoverPlan; onNext: () => void }) {
  const { t } = useTranslation()
  const total = plan.items.reduce((sum, item) => sum + item.count, 0)
  return (
    <div className="stack">
      <p className="quiet">{t('accounts.handover.whatIntro', { name: account.name })}</p>
      <h3>{t('accounts.handover.items', { count: total })}</h3>
      <Counts items={plan.items} none={t('accounts.handover.noItems')} />
      <h3>{t('accounts.appointments')}</h3>
      <Posts posts={plan.appointments} none={t('accounts.noAppointments')} />
      <div>
        <Button type="primary" onClick={onNext}>
          {t('accounts.handover.next')}
        </Button>
      </div>
    </div>
  )
}

function Counts({ items, none }: { items: HandoverPlan['items']; none: string }) {
  const there = items.filter((item) => item.count > 0)
  if (there.length === 0) return <p>{none}</p>
  return (
    <ul className="plain lines">
      {there.map((item) => (
        <li key={item.kind}>
          <span className="grow">{item.label}</span>
          <strong>{number(item.count)}</strong>
        </li>
      ))}
    </ul>
  )
}

function Posts({ posts, none }: { posts: Appointment[]; none: string }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  if (posts.length === 0) return <p>{none}</p>
  return (
    <ul className="plain lines">
      {posts.map((post) => (
        <li key={post.id}>
          <span className="grow wrap-anywhere">
            <strong>{label('role', post.role)}</strong> · {post.unit_name}
          </span>
          <span className="small quiet">
            {post.ends_on
              ? t('accounts.term', { from: post.starts_on, to: post.ends_on })
              : t('accounts.openTerm', { from: post.starts_on })}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Whom(props: {
  account: Account
  plan: HandoverPlan
  onBack: () => void
  onDone: (result: { to: string; deactivated: boolean; answer: HandoverDone }) => void
}) {
  const { t } = useTranslation()
  const { account, plan } = props
  const [to, setTo] = useState<number>()
  const successor = useOneAccount(to).data
  const [reason, setReason] = useState('')
  const [movePosts, setMovePosts] = useState(false)
  const [deactivate, setDeactivate] = useState(account.active)
  const [key, setKey] = useState(newKey)
  const total = plan.items.reduce((sum, item) => sum + item.count, 0)
  const posts = plan.appointments.length
  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/accounts/{account_id}/handover', {
          params: { path: { account_id: account.id }, header: { 'Idempotency-Key': key } },
          body: {
            to_account_id: to ?? 0,
            reason: reason.trim(),
            move_appointments: movePosts && posts > 0,
            deactivate,
          },
        }),
      ),
    onDone: (answer) => props.onDone({ to: successor?.name ?? '', deactivated: deactivate, answer }),
  })
  // Another request needs another key.
  const changed = () => setKey(newKey())
  useBlocker({ shouldBlockFn: () => submission.busy })
  const same = to === account.id
  const ready = successor !== undefined && !same && reason.trim() !== ''
  const names = { name: account.name, to: successor?.name ?? '' }
  return (
    <div className="stack" ref={submission.fields}>
      <ProblemNotice error={submission.error} />
      <Field
        label={t('accounts.handover.to')}
        required
        help={t('accounts.handover.toHelp')}
        fault={same ? t('accounts.handover.same') : submission.faults.to_account_id}
      >
        {(id) => (
          <PersonSelect
            id={id}
            value={to}
            onChange={(value) => {
              setTo(value)
              changed()
            }}
          />
        )}
      </Field>
      <Field label={t('accounts.handover.reason')} required fault={submission.faults.reason}>
        {(id, described) => (
          <Input.TextArea
            id={id}
            aria-describedby={described}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value)
              changed()
            }}
          />
        )}
      </Field>
      {posts > 0 && (
        <Checkbox
          checked={movePosts}
          onChange={(event) => {
            setMovePosts(event.target.checked)
            changed()
          }}
        >
          {t('accounts.handover.move', { count: posts })}
        </Checkbox>
      )}
      {account.active && (
        <Checkbox
          checked={deactivate}
          onChange={(event) => {
            setDeactivate(event.target.checked)
            changed()
          }}
        >
          {t('accounts.handover.deactivate')}
        </Checkbox>
      )}
      <div role="status">
        {ready && (
          <div className="notice warn" style={{ margin: 0 }}>
            <p>{t('accounts.handover.willItems', { ...names, count: total })}</p>
            {posts > 0 && movePosts && <p>{t('accounts.handover.willPosts', { ...names, count: posts })}</p>}
            {posts > 0 && !movePosts && deactivate && (
              <p>{t('accounts.handover.willEnd', { ...names, count: posts })}</p>
            )}
            {deactivate && <p>{t('accounts.handover.willDeactivate', names)}</p>}
            <p>{t('accounts.handover.willKeep', names)}</p>
          </div>
        )}
      </div>
      <div className="row">
        <Button onClick={props.onBack} disabled={submission.busy}>
          {t('accounts.handover.previous')}
        </Button>
        <Button type="primary" danger disabled={!ready} loading={submission.busy} onClick={submission.send}>
          {t('accounts.handover.action')}
        </Button>
      </div>
    </div>
  )
}

function Done(props: { account: Account; to: string; deactivated: boolean; answer: HandoverDone }) {
  const { t } = useTranslation()
  const { account, to, answer } = props
  const names = { name: account.name, to }
  return (
    <div className="stack">
      <div className="notice good" role="status">
        {t('accounts.handover.done', names)}
        {props.deactivated && <p>{t('accounts.handover.doneDeactivated', names)}</p>}
      </div>
      <h3>{t('accounts.handover.moved')}</h3>
      <Counts items={answer.moved} none={t('accounts.handover.movedNone')} />
      <h3>{t('accounts.handover.posts', names)}</h3>
      <Posts posts={answer.appointments} none={t('accounts.handover.postsNone')} />
      <div>
        <LinkButton to="/admin/accounts" primary>
          {t('accounts.handover.back')}
        </LinkButton>
      </div>
    </div>
  )
}
