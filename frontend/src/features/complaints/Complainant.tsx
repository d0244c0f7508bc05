import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import type { Got } from '@/api/types'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { refresh } from './queries'
import type { Complaint } from './types'

type Contact = Got<'/api/v1/complaints/{complaint_id}/complainant'>
const FIELDS = ['name', 'phone', 'address', 'email', 'relation'] as const

/** Who complained: shown on demand only, and each look is on record. What was shown is kept nowhere else. */
export function Complainant({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation()
  const [contact, setContact] = useState<Contact | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)

  async function look(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      setContact(
        await call(
          client.GET('/api/v1/complaints/{complaint_id}/complainant', {
            params: { path: { complaint_id: complaint.id } },
          }),
        ),
      )
      refresh()
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(false)
    }
  }

  return (
    <section className="panel stack" aria-labelledby="contact-title">
      <h2 id="contact-title">{t('complaints.contact.title')}</h2>
      {complaint.confidential && <p className="notice warn">{t('complaints.contact.confidential')}</p>}
      <ProblemNotice error={error} />
      {contact?.anonymous && <p>{t('complaints.contact.anonymous')}</p>}
      {contact ? (
        <dl className="facts">
          {FIELDS.map((name) =>
            contact[name] ? (
              <div key={name}>
                <dt>{t(`complaints.contact.${name}`)}</dt>
                <dd>{contact[name]}</dd>
              </div>
            ) : null,
          )}
        </dl>
      ) : complaint.may_see_complainant ? (
        <>
          <p className="small quiet">{t('complaints.contact.onRecord')}</p>
          <div>
            <Button loading={busy} onClick={() => void look()}>
              {t('complaints.contact.look')}
            </Button>
          </div>
        </>
      ) : (
        <p className="quiet">{t('complaints.contact.notForYou')}</p>
      )}
    </section>
  )
}
