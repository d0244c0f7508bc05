import { Button, type ButtonProps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from './copyText'

/** Copies words, and says whether it did; where the browser forbids it, the words can still be selected. */
export function CopyButton({
  text,
  label,
  size,
}: {
  text: string
  label?: string
  size?: ButtonProps['size']
}) {
  const { t } = useTranslation()
  const [outcome, setOutcome] = useState<boolean | null>(null)
  return (
    <>
      <Button size={size ?? 'small'} onClick={() => void copyText(text).then(setOutcome)}>
        {outcome ? t('common.copied') : (label ?? t('common.copy'))}
      </Button>
      <span className="sr" role="status">
        {outcome === true && t('common.copied')}
        {outcome === false && t('common.notCopied')}
      </span>
    </>
  )
}
