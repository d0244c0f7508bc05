import { Button, Input, Radio } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, newKey } from '@/api/client'
import { moment } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { Field } from '@/ui/fields'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useSubmit } from '@/ui/useSubmit'
import type { Complaint, Message } from './types'

/** What was said with who complained, and apart from it what handlers tell each other. */
export function Conversation({ complaint, onDone }: { complaint: Complaint; onDone: () => void }) {
  const { t } = useTranslation()
  const said = complaint.messages.filter(({ inner }) => !inner)
  const notes = complaint.messages.filter(({ inner }) => inner)
  return (
    <section className="panel" aria-labelledby="talk-title">
      <h2 id="talk-title">{t('complaints.talk.title')}</h2>
      <div className="talkcols">
        <Thread title={t('complaints.talk.outer')} none={t('complaints.talk.noneOuter')} messages={said} />
        <Thread
          title={t('complaints.talk.inner')}
          none={t('complaints.talk.noneInner')}
          messages={notes}
          inner
        />
      </div>
      {(complaint.may_note || complaint.may_reply) && <Write complaint={complaint} onDone={onDone} />}
    </section>
  )
}

function Thread(props: { title: string; none: string; messages: Message[]; inner?: boolean }) {
  const { t } = useTranslation()
  const title = useId()
  return (
    <section className={props.inner ? 'thread inner' : 'thread'} aria-labelledby={title}>
      <h3 id={title}>{props.title}</h3>
      {props.messages.length === 0 && <p className="quiet small">{props.none}</p>}
      <ol className="plain">
        {props.messages.map((message) => (
          <li key={message.id} className={`said ${message.side}`}>
            <p className="small quiet">
              {message.side === 'complainant'
                ? t('complaints.talk.complainant')
                : [message.account_name, message.unit?.name].filter(Boolean).join(' · ')}{' '}
              <time dateTime={message.at}>{moment(message.at)}</time>
            </p>
            <p className="pre">{message.text}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** One box for both; to whom it goes is chosen first, and the button says it again. */
function Write({ complaint, onDone }: { complaint: Complaint; onDone: () => void }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [inner, setInner] = useState(complaint.may_note)
  const [text, setText] = useState('')
  const [key, setKey] = useState(newKey)
  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/complaints/{complaint_id}/messages', {
          params: { path: { complaint_id: complaint.id }, header: { 'Idempotency-Key': key } },
          body: { inner, text: text.trim() },
        }),
      ),
    onDone: () => {
      announce.good(t(inner ? 'complaints.talk.noted' : 'complaints.talk.sent'))
      setText('')
      setKey(newKey())
      onDone()
    },
  })
  return (
    <div className="stack talkwrite" ref={submission.fields}>
      <ProblemNotice error={submission.error} />
      <Radio.Group
        aria-label={t('complaints.talk.whom')}
        value={inner}
        onChange={(event) => setInner(event.target.value as boolean)}
        options={[
          { value: true, label: t('complaints.talk.toHandlers'), disabled: !complaint.may_note },
          { value: false, label: t('complaints.talk.toComplainant'), disabled: !complaint.may_reply },
        ]}
      />
      <Field
        label={t(inner ? 'complaints.talk.note' : 'complaints.talk.words')}
        fault={submission.faults.text}
      >
        {(id, described) => (
          <Input.TextArea
            id={id}
            aria-describedby={described}
            autoSize={{ minRows: 2, maxRows: 10 }}
            maxLength={5000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div>
        <Button loading={submission.busy} disabled={!text.trim()} onClick={submission.send}>
          {t(inner ? 'complaints.talk.addNote' : 'complaints.talk.send')}
        </Button>
      </div>
    </div>
  )
}
