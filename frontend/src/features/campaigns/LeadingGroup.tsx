import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useLabels } from '@/api/queries'
import { EditDialog } from '@/ui/EditDialog'
import { Field, PersonSelect } from '@/ui/fields'
import { editableOf } from './editable'
import { ListEditor } from './ListEditor'
import type { Campaign } from './types'
import { useEdit } from './useEdit'

type Member = Omit<Campaign['body'][number], 'id'>

/** Who leads, who helps, and the office that does the daily work. */
export function LeadingGroup({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation()
  const { label, options } = useLabels()
  const { edit } = editableOf(campaign)
  const [editing, setEditing] = useState(false)
  const roles = options('body_role').filter(({ value }) => campaign.body.some(({ role }) => role === value))
  return (
    <section className="panel" aria-labelledby="body-title">
      <div className="headrow">
        <h2 id="body-title">{t('campaigns.body')}</h2>
        {edit && (
          <div className="side">
            <Button size="small" onClick={() => setEditing(true)}>
              {t('campaigns.change')}
            </Button>
          </div>
        )}
      </div>
      {roles.length === 0 && <p className="quiet">{t('campaigns.noBody')}</p>}
      <dl className="facts">
        {roles.map(({ value }) => (
          <div key={value}>
            <dt>{label('body_role', value)}</dt>
            <dd>
              {campaign.body
                .filter(({ role }) => role === value)
                .map((member) => (
                  <div key={member.id}>
                    {member.name} {member.post && <span className="small quiet">{member.post}</span>}
                  </div>
                ))}
            </dd>
          </div>
        ))}
      </dl>
      {editing && <BodyDialog campaign={campaign} onClose={() => setEditing(false)} />}
    </section>
  )
}

function BodyDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const { now, set, dirty, submission } = useEdit(
    campaign.id,
    {
      body: campaign.body.map(
        ({ role, name, post, account_id }): Member => ({ role, name, post, account_id }),
      ),
    },
    (body) =>
      call(
        client.PUT('/api/v1/campaigns/{campaign_id}/body', {
          params: { path: { campaign_id: campaign.id }, header: { 'if-match': ifMatch(campaign.version) } },
          body,
        }),
      ),
    onClose,
  )
  return (
    <EditDialog
      title={t('campaigns.edit', { what: t('campaigns.body') })}
      submission={submission}
      dirty={dirty}
      disabled={now.body.some((member) => !member.name.trim())}
      onClose={onClose}
      width={820}
    >
      <ListEditor
        rows={now.body}
        onChange={(body) => set({ body })}
        fresh={(): Member => ({ role: 'member', name: '', post: null, account_id: null })}
        addText={t('campaigns.member.add')}
        nameOf={(member, index) => member.name || t('campaigns.member.nth', { n: index + 1 })}
        render={(member, change) => (
          <div className="formgrid">
            <Field label={t('campaigns.member.role')}>
              {(id) => (
                <Select
                  id={id}
                  style={{ width: '100%' }}
                  value={member.role}
                  options={options('body_role')}
                  onChange={(role: string) => change({ role: role as Member['role'] })}
                />
              )}
            </Field>
            <Field label={t('campaigns.member.name')} required>
              {(id) => (
                <Input
                  id={id}
                  maxLength={200}
                  value={member.name}
                  onChange={(event) => change({ name: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('campaigns.member.post')}>
              {(id) => (
                <Input
                  id={id}
                  maxLength={200}
                  value={member.post ?? ''}
                  onChange={(event) => change({ post: event.target.value || null })}
                />
              )}
            </Field>
            <Field label={t('campaigns.member.account')}>
              {(id) => (
                <PersonSelect
                  id={id}
                  value={member.account_id ?? undefined}
                  known={member.account_id ? { id: member.account_id, name: member.name } : null}
                  onChange={(account) => change({ account_id: account ?? null })}
                />
              )}
            </Field>
          </div>
        )}
      />
    </EditDialog>
  )
}
