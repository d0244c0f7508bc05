import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch, newKey } from '@/api/client'
import { useLabels } from '@/api/queries'
import { CampaignSelect } from '@/ui/CampaignSelect'
import { EditDialog } from '@/ui/EditDialog'
import { Field } from '@/ui/fields'
import { useSubmit } from '@/ui/useSubmit'
import type { Channel, Collection } from './types'

interface Props {
  campaign?: number | undefined
  /** The one to be worded anew; none: a new one. */
  collection?: Collection
  onClose: () => void
  onDone: () => void
}

const USUAL: Channel[] = ['seminar', 'visit', 'questionnaire', 'form']

/** What is asked, and by which channels answers are taken. */
export function CollectionDialog({ campaign, collection, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const [key] = useState(newKey)
  const [typed, setTyped] = useState({
    campaign: collection?.campaign.id ?? campaign,
    title: collection?.title ?? '',
    question: collection?.question ?? '',
    channels: collection?.channels ?? USUAL,
  })
  const [dirty, setDirty] = useState(false)
  const set = (part: Partial<typeof typed>) => {
    setTyped((before) => ({ ...before, ...part }))
    setDirty(true)
  }
  const submission = useSubmit({
    run: () => {
      const { title, question, channels } = typed
      return collection
        ? call(
            client.PUT('/api/v1/suggestion-collections/{collection_id}', {
              params: {
                path: { collection_id: collection.id },
                header: { 'if-match': ifMatch(collection.version) },
              },
              body: { title, question, channels, open: collection.open },
            }),
          )
        : call(
            client.POST('/api/v1/suggestion-collections', {
              params: { header: { 'Idempotency-Key': key } },
              body: { title, question, channels, open: true, campaign_id: typed.campaign as number },
            }),
          )
    },
    onDone,
    ...(collection ? { onReload: onDone, typed: () => `${typed.title}\n${typed.question}` } : {}),
  })
  const { faults } = submission
  return (
    <EditDialog
      title={t(collection ? 'suggestions.change' : 'suggestions.ask')}
      submission={submission}
      dirty={dirty}
      disabled={
        !typed.campaign || !typed.title.trim() || !typed.question.trim() || typed.channels.length === 0
      }
      onClose={onClose}
    >
      {!collection && (
        <Field label={t('suggestions.campaign')} fault={faults.campaign_id} required>
          {(id) => (
            <CampaignSelect id={id} value={typed.campaign} onChange={(chosen) => set({ campaign: chosen })} />
          )}
        </Field>
      )}
      <Field label={t('suggestions.heading')} fault={faults.title} required>
        {(id) => (
          <Input
            id={id}
            maxLength={200}
            value={typed.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('suggestions.question')} fault={faults.question} required>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={5000}
            value={typed.question}
            onChange={(event) => set({ question: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('suggestions.channels')} fault={faults.channels} required>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            style={{ width: '100%' }}
            value={typed.channels}
            options={options('suggestion_channel')}
            onChange={(channels: string[]) => set({ channels: channels as Channel[] })}
          />
        )}
      </Field>
    </EditDialog>
  )
}
