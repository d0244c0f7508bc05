import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useLabels } from '@/api/queries'
import { number } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { CollectionDialog } from './CollectionDialog'
import { EntryDialog } from './EntryDialog'
import { refresh } from './queries'
import type { Collection } from './types'

const STATES = ['received', 'adopted', 'not_adopted', 'became_finding'] as const

/** One question that is asked, and how many answers came by which channel. */
export function CollectionPanel({ collection }: { collection: Collection }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [doing, setDoing] = useState<'change' | 'enter' | null>(null)
  const shut = () => setDoing(null)
  const done = () => {
    shut()
    refresh()
  }
  const { title, question, channels, version } = collection
  const turn = () =>
    void call(
      client.PUT('/api/v1/suggestion-collections/{collection_id}', {
        params: { path: { collection_id: collection.id }, header: { 'if-match': ifMatch(version) } },
        body: { title, question, channels, open: !collection.open },
      }),
    ).then(refresh, (refused: unknown) => {
      announce.bad(refused)
      refresh()
    })
  return (
    <section className="panel stack" aria-label={title}>
      <div className="headrow">
        <h2>
          {title}{' '}
          <span className={`chip ${collection.open ? 'blue' : ''}`}>
            {t(collection.open ? 'suggestions.open' : 'suggestions.closed')}
          </span>
        </h2>
        <div className="side row">
          {collection.may_change && (
            <>
              <Button
                size="small"
                aria-label={`${t('suggestions.change')}:${title}`}
                onClick={() => setDoing('change')}
              >
                {t('suggestions.change')}
              </Button>
              <Button size="small" onClick={turn}>
                {t(collection.open ? 'suggestions.close' : 'suggestions.reopen')}
              </Button>
            </>
          )}
          {collection.may_add && (
            <Button size="small" type="primary" onClick={() => setDoing('enter')}>
              {t('suggestions.enter')}
            </Button>
          )}
        </div>
      </div>
      <p className="wrap-anywhere">{question}</p>
      <span className="small quiet">{collection.campaign.name}</span>
      <Counts collection={collection} />
      {doing === 'change' && <CollectionDialog collection={collection} onClose={shut} onDone={done} />}
      {doing === 'enter' && <EntryDialog collection={collection} onClose={shut} onDone={done} />}
    </section>
  )
}

function Counts({ collection }: { collection: Collection }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const count = (channel: string | null, state: string | null) =>
    collection.counts
      .filter((one) => (!channel || one.channel === channel) && (!state || one.state === state))
      .reduce((sum, one) => sum + one.count, 0)
  const line = (name: string, channel: string | null) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      {STATES.map((state) => (
        <td key={state} className="num">
          {number(count(channel, state))}
        </td>
      ))}
      <td className="num">{number(count(channel, null))}</td>
    </tr>
  )
  const channels = [...new Set([...collection.channels, ...collection.counts.map((one) => one.channel)])]
  return (
    <section
      className="previewbox"
      style={{ maxHeight: 'none' }}
      aria-label={t('suggestions.counts')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
    >
      <table className="preview">
        <caption className="sr">{t('suggestions.counts')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('suggestions.channel')}</th>
            {STATES.map((state) => (
              <th scope="col" className="num" key={state}>
                {label('suggestion_state', state)}
              </th>
            ))}
            <th scope="col" className="num">
              {t('suggestions.all')}
            </th>
          </tr>
        </thead>
        <tbody>
          {channels.map((channel) => line(label('suggestion_channel', channel), channel))}
          {line(t('suggestions.all'), null)}
        </tbody>
      </table>
    </section>
  )
}
