import { Button, Input } from 'antd'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, newKey } from '@/api/client'
import { useAccount } from '@/api/queries'
import type { Item } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { keepWords, keptWords } from '@/ui/drafts'
import { reduced } from '@/ui/files/reduce'
import { Transfers } from '@/ui/files/Transfers'
import { useUploads } from '@/ui/files/useUploads'
import { Alike } from '@/ui/Likeness'
import { isAlike } from '@/ui/likeness'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useOnline } from '@/ui/useOnline'
import { ReportFiles } from './ReportFiles'

/** The words go first: should the line break during a photo, the report itself has arrived, the photo follows. */
export function ReportForm({ item, onDone }: { item: Item; onDone: () => void }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const id = useId()
  const account = useAccount() ?? 0
  const online = useOnline()
  const [text, setText] = useState(() => keptWords(account, item.id))
  const [kept, setKept] = useState(text !== '')
  const [files, setFiles] = useState<File[]>([])
  const [reduce, setReduce] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [explained, setExplained] = useState('')
  const uploads = useUploads({ type: 'rectification_item', id: item.id }, (made) => {
    announce.good(t('finding.uploaded', { name: made.name }))
    onDone()
  })
  // On a bad line the answer may be lost where the report was not: sent again, it is kept once.
  const key = useRef(newKey())

  async function submit(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      if (text.trim()) {
        await call(
          client.POST('/api/v1/rectification-items/{item_id}/notes', {
            params: { path: { item_id: item.id }, header: { 'Idempotency-Key': key.current } },
            body: { text: text.trim(), likeness_explained: explained.trim() || null },
          }),
        )
        key.current = newKey()
        setText('')
        setExplained('')
        setKept(keepWords(account, item.id, ''))
        announce.good(t('myUnit.reported'))
      }
      const going = reduce
        ? await Promise.all(files.map((file) => reduced(file, t('myUnit.reduced'))))
        : files
      setFiles([])
      uploads.add(going)
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(false)
      onDone()
    }
  }

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {isAlike(error) ? (
        <Alike
          error={error}
          value={explained}
          onChange={(words) => {
            setExplained(words)
            key.current = newKey()
          }}
        />
      ) : (
        <ProblemNotice error={error} />
      )}
      {!online && (
        <div className="notice warn" role="status">
          {t('myUnit.offline')}
        </div>
      )}
      <label htmlFor={`${id}-text`} className="small quiet">
        {t('myUnit.progress')}
      </label>
      <Input.TextArea
        id={`${id}-text`}
        autoSize={{ minRows: 3, maxRows: 10 }}
        maxLength={5000}
        placeholder={t('myUnit.progressHint')}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setKept(keepWords(account, item.id, event.target.value))
          key.current = newKey()
        }}
      />
      {kept && (
        <span className="small quiet" role="status">
          {t('myUnit.kept')}
        </span>
      )}
      <ReportFiles files={files} onChange={setFiles} reduce={reduce} onReduce={setReduce} />
      <Transfers uploads={uploads} />
      <Button
        type="primary"
        htmlType="submit"
        size="large"
        block
        loading={busy}
        disabled={text.trim() === '' && files.length === 0}
      >
        {t('myUnit.submit')}
      </Button>
    </form>
  )
}
