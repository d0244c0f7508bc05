import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { BothSides } from '@/ui/Likeness'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'

interface Props {
  itemId: number
  /** A progress note of the measure; without it the measure itself is compared. */
  noteId?: number
  explained: string | null
  /** Whether this person verifies: only they see the other side. */
  mayCompare: boolean
}

/** Why a text that resembles others is right, and for who verifies both sides of it. */
export function Resemblance({ itemId, noteId, explained, mayCompare }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  if (!explained && !mayCompare) return null
  return (
    <span className="small">
      {explained && (
        <span className="chip warn" title={explained}>
          {t('likeness.explained')}
        </span>
      )}{' '}
      {mayCompare && (
        <Button type="link" size="small" onClick={() => setOpen(true)}>
          {t('likeness.compare')}
        </Button>
      )}
      {open && <Dialog itemId={itemId} noteId={noteId} onClose={() => setOpen(false)} />}
    </span>
  )
}

function Dialog({
  itemId,
  noteId,
  onClose,
}: {
  itemId: number
  noteId: number | undefined
  onClose: () => void
}) {
  const { t } = useTranslation()
  const found = useQuery({
    queryKey: ['likeness', itemId, noteId ?? null],
    queryFn: () =>
      call(
        client.GET('/api/v1/rectification-items/{item_id}/likeness', {
          params: { path: { item_id: itemId }, query: noteId === undefined ? {} : { note_id: noteId } },
        }),
      ),
  })
  return (
    <Modal open title={t('likeness.compare')} footer={null} width={960} onCancel={onClose}>
      {found.error && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data && <BothSides view={found.data} />}
    </Modal>
  )
}
