import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHead } from '@/ui/PageHead'
import { ImportDialog } from './ImportDialog'
import { Orders } from './Orders'
import { Pushes } from './Pushes'
import { refresh } from './queries'
import { Reconcile } from './Reconcile'
import { type HotlineSearch, parseHotline } from './search'

interface Props {
  search: HotlineSearch
  onSearch: (search: HotlineSearch) => void
}

type Tab = 'orders' | 'reconcile' | 'pushes'
const TABS: Tab[] = ['orders', 'reconcile', 'pushes']

/** Work orders of hotlines: what came, lists of theirs taken in or compared, and what they would not take. */
export function HotlinePage({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const [importing, setImporting] = useState(false)
  const tab: Tab = search.tab ?? 'orders'
  const set = (part: { [Key in keyof HotlineSearch]: HotlineSearch[Key] | undefined }) =>
    onSearch(parseHotline({ ...search, ...part }))
  return (
    <>
      <PageHead title={t('hotline.title')}>
        <Button type="primary" onClick={() => setImporting(true)}>
          {t('hotline.import.title')}
        </Button>
      </PageHead>
      <div style={{ marginBottom: 12 }}>
        <Segmented<Tab>
          aria-label={t('hotline.which')}
          value={tab}
          options={TABS.map((value) => ({ value, label: t(`hotline.tab.${value}`) }))}
          onChange={(next) => set({ tab: next === 'orders' ? undefined : next })}
        />
      </div>
      {tab === 'orders' && <Orders search={search} set={set} />}
      {tab === 'reconcile' && <Reconcile />}
      {tab === 'pushes' && <Pushes />}
      {importing && (
        <ImportDialog
          onClose={() => setImporting(false)}
          onDone={() => {
            setImporting(false)
            refresh()
          }}
        />
      )}
    </>
  )
}
