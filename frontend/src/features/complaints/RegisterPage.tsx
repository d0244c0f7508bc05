import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sendWhole } from '@/api/attachments'
import { call, client, newKey } from '@/api/client'
import { useMay } from '@/api/queries'
import { useAnnounce } from '@/ui/announce'
import { Barred } from '@/ui/Barred'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useSubmit } from '@/ui/useSubmit'
import { ChosenFiles } from './ChosenFiles'
import { refresh } from './queries'
import { AboutFields, ContactFields, MoreFields, WhatFields } from './RegisterFields'
import { bodyOf, type Entered, NOTHING, nextOf } from './register'
import { WhereTo } from './WhereTo'

export function RegisterPage() {
  const may = useMay()
  return may('complaint.handle') ? <Register /> : <Barred page="complaints" />
}

/** Takes in what came by phone, by letter or at the counter. Ctrl and Enter send it from any field. */
function Register() {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const key = useRef(newKey())
  const next = useRef(false)
  const [entered, setEntered] = useState(NOTHING)
  const [files, setFiles] = useState<File[]>([])
  // A new form for each one: it begins in its first field.
  const [place, setPlace] = useState(0)
  const set = (part: Partial<Entered>) => setEntered((before) => ({ ...before, ...part }))

  const submission = useSubmit({
    run: async () => {
      const made = await call(
        client.POST('/api/v1/complaints', {
          params: { header: { 'Idempotency-Key': key.current } },
          body: bodyOf(entered),
        }),
      )
      try {
        for (const file of files) await sendWhole({ type: 'complaint', id: made.id }, file, () => undefined)
      } catch (refused) {
        // It is registered; the file can be added again where it stands.
        announce.bad(refused)
      }
      return made
    },
    onDone: (made) => {
      refresh()
      announce.good(
        t(made.in_sight ? 'complaints.register.done' : 'complaints.register.elsewhere', {
          number: made.number,
          office: made.office.name,
        }),
      )
      if (!next.current && made.in_sight)
        return void navigate({ to: '/complaints/$complaintId', params: { complaintId: String(made.id) } })
      key.current = newKey()
      setEntered(nextOf(entered))
      setFiles([])
      setPlace(place + 1)
    },
  })

  const send = (another: boolean) => {
    if (!entered.text.trim()) return
    next.current = another
    submission.send()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(event.shiftKey)
  }
  const props = { entered, set, faults: submission.faults }
  return (
    <>
      <PageHead title={t('complaints.register.title')} />
      <form
        key={place}
        className="complaintform"
        noValidate
        onKeyDown={onKey}
        onSubmit={(event) => {
          event.preventDefault()
          send(false)
        }}
      >
        <div className="findingcols">
          <div ref={submission.fields}>
            <ProblemNotice error={submission.error} />
            <WhatFields {...props} />
            <AboutFields {...props} />
            <ContactFields {...props} />
            <MoreFields {...props} />
            <ChosenFiles files={files} onChange={setFiles} />
          </div>
          <aside aria-label={t('complaints.register.where')}>
            <WhereTo unit={entered.about_unit_id} namesHead={entered.names_head} />
            <section className="panel stack">
              <Button
                type="primary"
                size="large"
                htmlType="submit"
                loading={submission.busy}
                disabled={!entered.text.trim()}
              >
                {t('complaints.register.submit')}
              </Button>
              <Button disabled={!entered.text.trim() || submission.busy} onClick={() => send(true)}>
                {t('complaints.register.another')}
              </Button>
              <p className="small quiet">{t('complaints.register.keys')}</p>
            </section>
          </aside>
        </div>
      </form>
    </>
  )
}
