import { Checkbox, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { CampaignSelect } from '@/ui/CampaignSelect'
import { EditDialog } from '@/ui/EditDialog'
import { DateField, Field } from '@/ui/fields'
import { CONTACTS, contactWords } from './contacts'
import { ListEditor } from './ListEditor'
import type { Campaign, CampaignPatch } from './types'
import { useEdit } from './useEdit'

type Form = Pick<
  Campaign,
  | 'title'
  | 'aliases'
  | 'document_number'
  | 'issuer'
  | 'issued_on'
  | 'objective'
  | 'scope'
  | 'objects'
  | 'starts_on'
  | 'ends_on'
  | 'end_is_soft'
  | 'parent_text'
  | 'sub_plan_due_on'
  | 'contacts'
> & { parent_id: number | null }

function formOf(campaign: Campaign): Form {
  const { title, aliases, document_number, issuer, issued_on, objective, scope, objects } = campaign
  const { starts_on, ends_on, end_is_soft, parent_text, sub_plan_due_on, contacts } = campaign
  return {
    title,
    aliases,
    document_number,
    issuer,
    issued_on,
    objective,
    scope,
    objects,
    starts_on,
    ends_on,
    end_is_soft,
    parent_id: campaign.parent?.id ?? null,
    parent_text,
    sub_plan_due_on,
    contacts,
  }
}

/** Only what differs is sent: what somebody may not see (a parent out of sight) is not wiped by saving. */
export function changed<Value extends object>(now: Value, before: Value): Partial<Value> {
  return Object.fromEntries(
    Object.entries(now).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof Value]),
    ),
  ) as Partial<Value>
}

export function FactsDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { t } = useTranslation()
  const start = formOf(campaign)
  const { now, set, dirty, submission } = useEdit(
    campaign.id,
    start,
    (form) =>
      call(
        client.PATCH('/api/v1/campaigns/{campaign_id}', {
          params: { path: { campaign_id: campaign.id }, header: { 'if-match': ifMatch(campaign.version) } },
          body: changed(form, start) as CampaignPatch as never,
        }),
      ),
    onClose,
  )
  const { faults } = submission
  const line = (key: 'document_number' | 'issuer' | 'parent_text', maxLength: number) => (
    <Field label={t(`campaigns.fact.${key}`)} fault={faults[key]}>
      {(id) => (
        <Input
          id={id}
          maxLength={maxLength}
          value={now[key] ?? ''}
          onChange={(event) => set({ [key]: event.target.value || null })}
        />
      )}
    </Field>
  )
  const date = (key: 'issued_on' | 'starts_on' | 'ends_on' | 'sub_plan_due_on') => (
    <Field label={t(`campaigns.fact.${key}`)} fault={faults[key]}>
      {(id) => <DateField id={id} value={now[key]} onChange={(value) => set({ [key]: value })} />}
    </Field>
  )
  const prose = (key: 'objective' | 'scope' | 'objects') => (
    <Field label={t(`campaigns.fact.${key}`)} fault={faults[key]} wide>
      {(id) => (
        <Input.TextArea
          id={id}
          autoSize={{ minRows: 2, maxRows: 10 }}
          value={now[key] ?? ''}
          onChange={(event) => set({ [key]: event.target.value || null })}
        />
      )}
    </Field>
  )
  return (
    <EditDialog
      title={t('campaigns.edit', { what: t('campaigns.facts') })}
      submission={submission}
      dirty={dirty}
      disabled={!now.title.trim()}
      onClose={onClose}
      width={760}
    >
      <div className="formgrid">
        <Field label={t('campaigns.name')} fault={faults.title} required wide>
          {(id) => (
            <Input
              id={id}
              maxLength={300}
              value={now.title}
              onChange={(event) => set({ title: event.target.value })}
            />
          )}
        </Field>
        {line('document_number', 100)}
        {line('issuer', 200)}
        {date('issued_on')}
        {date('sub_plan_due_on')}
        {date('starts_on')}
        {date('ends_on')}
        <Checkbox checked={now.end_is_soft} onChange={(event) => set({ end_is_soft: event.target.checked })}>
          {t('campaigns.fact.end_is_soft')}
        </Checkbox>
        <Field label={t('campaigns.fact.aliases')} fault={faults.aliases} wide>
          {(id) => (
            <Select
              id={id}
              mode="tags"
              open={false}
              suffixIcon={null}
              style={{ width: '100%' }}
              value={now.aliases}
              onChange={(aliases: string[]) => set({ aliases })}
            />
          )}
        </Field>
        <Field label={t('campaigns.fact.parent_id')} fault={faults.parent_id}>
          {(id) => (
            <CampaignSelect
              id={id}
              value={now.parent_id ?? undefined}
              onChange={(value) => set({ parent_id: value ?? null })}
            />
          )}
        </Field>
        {line('parent_text', 300)}
        {prose('objective')}
        {prose('scope')}
        {prose('objects')}
      </div>
      <Contacts contacts={now.contacts} onChange={(contacts) => set({ contacts })} />
    </EditDialog>
  )
}

type Contact = Campaign['contacts'][number]

function Contacts({ contacts, onChange }: { contacts: Contact[]; onChange: (rows: Contact[]) => void }) {
  const { t } = useTranslation()
  return (
    <fieldset className="bare">
      <legend className="small quiet">{t('campaigns.contacts')}</legend>
      <ListEditor
        rows={contacts}
        onChange={onChange}
        fresh={() => ({ kind: 'phone', value: '' })}
        addText={t('campaigns.contact.add')}
        nameOf={(contact, index) => contact.value || t('campaigns.contact.nth', { n: index + 1 })}
        render={(contact, set) => (
          <div className="formgrid">
            <Field label={t('campaigns.contact.kind')}>
              {(id) => (
                <Select
                  id={id}
                  style={{ width: '100%' }}
                  value={contact.kind}
                  options={CONTACTS.map((kind) => ({ value: kind, label: contactWords(kind, t) }))}
                  onChange={(kind: string) => set({ kind })}
                />
              )}
            </Field>
            <Field label={t('campaigns.contact.value')}>
              {(id) => (
                <Input
                  id={id}
                  maxLength={200}
                  value={contact.value}
                  onChange={(event) => set({ value: event.target.value })}
                />
              )}
            </Field>
          </div>
        )}
      />
    </fieldset>
  )
}
