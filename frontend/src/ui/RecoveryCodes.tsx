import { Button, Checkbox } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveBlob } from '@/api/download'
import { useMe } from '@/api/queries'
import { moment } from '@/i18n/format'
import { CopyButton } from './CopyButton'
import { printLines } from './printLines'

/** Shown once: taken along by copying, as a file or on paper before the page goes on. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation()
  const name = useMe().data?.username ?? ''
  const [kept, setKept] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const title = t('session.factor.codesPaper', { name })
  const lines = [...codes, '', t('session.factor.codesMade', { at: moment(new Date().toISOString()) })]
  return (
    <div className="stack" style={{ gap: 12 }}>
      <h2 ref={heading} tabIndex={-1}>
        {t('session.factor.codes')}
      </h2>
      <p>{t('session.factor.codesWhat')}</p>
      <ol className="plain recoverycodes" aria-label={t('session.factor.codes')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="row">
        <CopyButton size="middle" text={codes.join('\n')} />
        <Button
          onClick={() =>
            saveBlob(
              new Blob([[title, '', ...lines, ''].join('\r\n')], { type: 'text/plain;charset=utf-8' }),
              `${title}.txt`,
            )
          }
        >
          {t('common.download')}
        </Button>
        <Button onClick={() => printLines(title, lines)}>{t('common.print')}</Button>
      </div>
      <Checkbox checked={kept} onChange={(event) => setKept(event.target.checked)}>
        {t('session.factor.codesKept')}
      </Checkbox>
      <div>
        <Button type="primary" disabled={!kept} onClick={onDone}>
          {t('session.factor.finish')}
        </Button>
      </div>
    </div>
  )
}
