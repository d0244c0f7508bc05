import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { fileSize } from '@/i18n/format'
import { describe } from '../ProblemNotice'
import { useOnline } from '../useOnline'
import { faultWord, goesInPieces, type Transfer } from './transfers'
import type { Uploads } from './useUploads'

/** Files on their way, each with how far it is and what can be done about it. */
export function Transfers({ uploads }: { uploads: Uploads }) {
  const { t } = useTranslation()
  if (uploads.transfers.length === 0) return null
  return (
    <ul className="plain stack transfers" aria-label={t('common.files.onTheWay')}>
      {uploads.transfers.map((transfer) => (
        <Line key={transfer.key} transfer={transfer} uploads={uploads} />
      ))}
    </ul>
  )
}

function Line({ transfer, uploads }: { transfer: Transfer; uploads: Uploads }) {
  const { t } = useTranslation()
  const { key, file, stage, percent } = transfer
  const pieces = goesInPieces(file.size)
  const name = file.name
  return (
    <li className={`transfer ${stage}`}>
      <div className="grow">
        <span className="wrap-anywhere">{name}</span>{' '}
        <span className="small quiet">{fileSize(file.size)}</span>
        <Progress
          percent={percent}
          showInfo={false}
          size="small"
          status={stage === 'refused' ? 'exception' : 'normal'}
          aria-label={t('common.files.progressOf', { name })}
        />
        <Words transfer={transfer} />
      </div>
      <span className="row">
        {stage === 'sending' && pieces && (
          <Button
            size="small"
            aria-label={t('common.files.pauseOf', { name })}
            onClick={() => uploads.pause(key)}
          >
            {t('common.files.pause')}
          </Button>
        )}
        {(stage === 'paused' || stage === 'broken') && (
          <Button
            size="small"
            type="primary"
            aria-label={t('common.files.proceedOf', { name })}
            onClick={() => uploads.proceed(key)}
          >
            {t('common.files.proceed')}
          </Button>
        )}
        {(pieces || (stage !== 'sending' && stage !== 'checking')) && stage !== 'checking' && (
          <Button
            size="small"
            aria-label={t('common.files.dropOf', { name })}
            onClick={() => uploads.drop(key)}
          >
            {stage === 'refused' ? t('common.files.dismiss') : t('common.files.drop')}
          </Button>
        )}
      </span>
    </li>
  )
}

function Words({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const online = useOnline()
  const { stage, percent, error } = transfer
  if (stage === 'refused') {
    const { title, detail } = describe(error, t)
    const fault = faultWord(error)
    return (
      <p role="alert" className="small" style={{ color: 'var(--red)' }}>
        {fault ? t(`common.files.fault.${fault}`) : title}
        {detail && detail !== title && ` ${detail}`}
      </p>
    )
  }
  // Told to readers by the stage alone: a percentage read out each second helps nobody.
  return (
    <p className="small quiet">
      <span role="status">
        {stage === 'broken'
          ? online
            ? t(faultWord(error) === 'scanner' ? 'common.files.fault.scanner' : 'common.files.broken')
            : t('common.files.offline')
          : t(`common.files.stage.${stage}`)}
      </span>
      {stage === 'sending' && ` ${percent}%`}
      {(stage === 'paused' || stage === 'broken') && percent > 0 && ` ${t('common.files.kept', { percent })}`}
    </p>
  )
}
