import { Button, Input, Progress } from 'antd'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, newKey } from '@/api/client'
import { useAccount } from '@/api/queries'
import type { Item } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { keepWords, keptWords } from '@/ui/drafts'
import { sendEvidence } from '@/ui/Evidence'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useOnline } from '@/ui/useOnline'
import { ReportFiles } from './ReportFiles'

/** The words go first: should the line break during a photo, the report itself has arrived. */
export function ReportForm({ item, onDone }: { item: Item; onDone: () => void }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const id = useId()
  const account = useAccount() ?? 0
  const online = useOnline()
  const [text, setText] = useState(() => keptWords(account, item.id))
  const [kept, setKept] = useState(text !== '')
  const [files, setFiles] = useState<File[]>([])
  const [percent, setPercent] = useState<number | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [partly, setPartly] = useState(false)
  const [failed, setFailed] = useState<string>()
  // On a bad line the answer may be lost where the report was not: sent again, it is kept once.
  const key = useRef(newKey())

  async function submit(): Promise<void> {
    setBusy(true)
    setError(null)
    setPartly(false)
    setFailed(undefined)
    let sent = false
    try {
      if (text.trim()) {
        await call(
          client.POST('/api/v1/rectification-items/{item_id}/notes', {
            params: { path: { item_id: item.id }, header: { 'Idempotency-Key': key.current } },
            body: { text: text.trim() },
          }),
        )
        sent = true
        key.current = newKey()
        setText('')
        setKept(keepWords(account, item.id, ''))
      }
      for (const [index, file] of files.entries()) {
        setFailed(file.name)
        await sendEvidence('rectification_item', item.id, file, setPercent)
        setFailed(undefined)
        setFiles(files.slice(index + 1))
      }
      announce.good(t('myUnit.reported'))
    } catch (refused) {
      setError(refused)
      setPartly(sent)
    } finally {
      setPercent(null)
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
      {partly && <div className="notice warn">{t('myUnit.partly')}</div>}
      <ProblemNotice error={error} subject={failed} />
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
      <ReportFiles files={files} onChange={setFiles} />
      {percent !== null && (
        <span role="status">
          {t('common.uploading', { percent })}
          <Progress percent={percent} showInfo={false} />
        </span>
      )}
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
