import { Link } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import type { Dispatch } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { fileSize } from '@/i18n/format'
import { isFinal, ProblemNotice } from '@/ui/ProblemNotice'
import type { Entry, QueueAction } from './queue'

/** The files on their way in, and what became of each. */
export function UploadList({
  queue,
  dispatch,
}: {
  queue: readonly Entry[]
  dispatch: Dispatch<QueueAction>
}) {
  const { t } = useTranslation()
  if (queue.length === 0) return null
  return (
    <ul className="plain uploads" aria-label={t('imports.upload.list')}>
      {queue.map((entry) => (
        <li key={entry.id}>
          <div className="row">
            <span className="wrap-anywhere grow">
              {entry.file.name} <span className="small quiet">{fileSize(entry.file.size)}</span>
            </span>
            <span className="small" role="status">
              <StageWords entry={entry} />
            </span>
            {(entry.stage === 'read' || entry.stage === 'refused') && (
              <Button
                size="small"
                aria-label={t('imports.upload.dismissOf', { name: entry.file.name })}
                onClick={() => dispatch({ do: 'dismiss', id: entry.id })}
              >
                {t('common.files.dismiss')}
              </Button>
            )}
          </div>
          {(entry.stage === 'sending' || entry.stage === 'reading') && (
            <Progress
              percent={entry.percent}
              showInfo={false}
              status="active"
              aria-label={t('common.files.progressOf', { name: entry.file.name })}
            />
          )}
          {entry.stage === 'refused' && <Refused entry={entry} dispatch={dispatch} />}
        </li>
      ))}
    </ul>
  )
}

function StageWords({ entry }: { entry: Entry }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  switch (entry.stage) {
    case 'waiting':
      return t('common.files.stage.waiting')
    case 'sending':
      return t('common.uploading', { percent: entry.percent })
    case 'reading':
      return t('imports.upload.reading')
    case 'refused':
      return t('imports.upload.refused')
    case 'read':
      return entry.draft ? (
        <>
          {t('imports.upload.readAs', { kind: label('document_kind', entry.draft.kind) })}{' '}
          <Link to="/imports/$importId" params={{ importId: String(entry.draft.id) }}>
            {t('imports.upload.open')}
          </Link>
        </>
      ) : null
  }
}

function Refused({ entry, dispatch }: { entry: Entry; dispatch: Dispatch<QueueAction> }) {
  if (entry.fault)
    return (
      <div className="notice bad" role="alert">
        {entry.fault}
      </div>
    )
  const again = () => dispatch({ do: 'again', id: entry.id })
  return (
    <ProblemNotice
      error={entry.error}
      subject={entry.file.name}
      {...(isFinal(entry.error) ? {} : { onRetry: again })}
    />
  )
}
