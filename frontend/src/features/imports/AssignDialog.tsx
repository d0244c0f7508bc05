import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import type { ImportDraft, ImportRow } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { DateField, Field, type UnitPart, UnitParts } from '@/ui/fields'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { reloadDraft } from './useDraft'

export function AssignDialog(props: { draft: ImportDraft; chosen: ImportRow[]; onClose: () => void }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const { draft, chosen } = props
  const [units, setUnits] = useState<UnitPart[]>([])
  const [due, setDue] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  async function assign(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await call(
        client.POST('/api/v1/imports/{import_id}/rows/assign', {
          params: { path: { import_id: draft.id } },
          body: {
            row_ids: chosen.map((row) => row.id),
            units: units.map(({ unit_id, part }) => ({ unit_id, part })),
            due_on: due ?? undefined,
          },
        }),
      )
      await reloadDraft(draft.id)
      announce.good(t('imports.assigned', { count: chosen.length }))
      props.onClose()
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title={t('imports.assignTitle', { count: chosen.length })}
      okText={t('common.confirm')}
      okButtonProps={{ loading: busy, disabled: units.length === 0 && due === null }}
      onOk={() => void assign()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <ProblemNotice error={error} />
        <UnitParts value={units} onChange={setUnits} />
        <Field label={t('imports.field.due_on')}>
          {(id) => <DateField id={id} value={due} onChange={setDue} />}
        </Field>
      </div>
    </Modal>
  )
}
