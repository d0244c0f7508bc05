import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { DeskView } from './DeskView'
import { useImport, useImportRows, useImportText } from './useDraft'

export function DraftPage({ importId }: { importId: number }) {
  const draft = useImport(importId)
  const rows = useImportRows(importId)
  const text = useImportText(importId)
  const failed = draft.error ?? rows.error ?? text.error
  const complete = draft.data && rows.data && text.data
  // Asking again may fail while the desk is in use; what was typed at it must not go with it.
  if (failed && !complete)
    return (
      <ProblemNotice
        error={failed}
        onRetry={() => {
          void draft.refetch()
          void rows.refetch()
          void text.refetch()
        }}
      />
    )
  if (!complete) return <Loading />
  return <DeskView draft={draft.data} rows={rows.data.items} text={text.data.text} />
}
