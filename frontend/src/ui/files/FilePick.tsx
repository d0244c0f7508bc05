import { Button, type ButtonProps } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMeta } from '@/api/queries'
import { fileSize } from '@/i18n/format'
import { fileFault } from './fileFault'
import { EVIDENCE_TYPES } from './kinds'

/** Takes what people picked: what may go is handed on, what would be refused is said in `faults`, before anything is sent. */
export function usePickedFiles(onGood: (files: File[]) => void) {
  const { t } = useTranslation()
  const most = useMeta().data?.upload_max_bytes
  const [faults, setFaults] = useState<string[]>([])

  async function take(chosen: File[]): Promise<void> {
    const { good, bad } = await sorted(chosen, most)
    setFaults(
      bad.map(({ file, fault }) => t(`common.file.${fault}`, { name: file.name, most: fileSize(most ?? 0) })),
    )
    onGood(good)
  }
  return { faults, take }
}

async function sorted(chosen: File[], most: number | undefined) {
  const good: File[] = []
  const bad: { file: File; fault: 'empty' | 'large' | 'kind' }[] = []
  for (const file of chosen) {
    const fault = await fileFault(file, most)
    if (fault === null) good.push(file)
    else bad.push({ file, fault })
  }
  return { good, bad }
}

/** Why some of them were not taken. */
export function FileFaults({ faults }: { faults: readonly string[] }) {
  if (faults.length === 0) return null
  return (
    <div className="notice bad" role="alert">
      {faults.map((fault) => (
        <p key={fault}>{fault}</p>
      ))}
    </div>
  )
}

interface Props extends Pick<ButtonProps, 'size' | 'type'> {
  label: string
  /** The id of the field where a label of its own names it; else the button's words do. */
  id?: string
  onPick: (files: File[]) => void
}

/** A file field that looks like a button: the keyboard and a screen reader meet the field, a finger the button. */
export function FilePick({ label, id, onPick, size = 'small', type = 'default' }: Props) {
  const own = useId()
  const field = id ?? own
  return (
    <div>
      <input
        id={field}
        className="sr"
        type="file"
        multiple
        accept={EVIDENCE_TYPES}
        aria-label={id ? undefined : label}
        onChange={(event) => {
          const chosen = Array.from(event.target.files ?? [])
          event.target.value = ''
          onPick(chosen)
        }}
      />
      <Button
        size={size}
        type={type}
        tabIndex={-1}
        aria-hidden="true"
        className="for-file"
        onClick={() => document.getElementById(field)?.click()}
      >
        {label}
      </Button>
    </div>
  )
}
