import { Progress } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  file: File | null
  /** How far it has gone; none: nothing is on its way. */
  percent: number | null
  disabled?: boolean
  onFile: (file: File) => void
}

/** A list in a file, as a hotline exports it. */
export function FileField({ file, percent, disabled = false, onFile }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const words = t(file ? 'hotline.another' : 'hotline.choose')
  return (
    <div className="row">
      <input
        id={id}
        className="sr"
        type="file"
        accept=".xlsx,.csv"
        aria-label={words}
        disabled={disabled || percent !== null}
        onChange={(event) => {
          const chosen = event.target.files?.[0]
          event.target.value = ''
          if (chosen) onFile(chosen)
        }}
      />
      <label htmlFor={id} className="for-file filebutton">
        {words}
      </label>
      <span className="wrap-anywhere">{file?.name}</span>
      {percent !== null && <Progress percent={percent} size="small" style={{ width: 160 }} />}
    </div>
  )
}
