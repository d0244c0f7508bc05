import { Input, Modal, Select } from 'antd'
import { type Dispatch, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import type { ImportRow } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { Field } from '@/ui/fields'
import { ProblemNotice } from '@/ui/ProblemNotice'
import type { DraftAction } from './edits'
import { reloadDraft, showRow } from './useDraft'

interface Props {
  draftId: number
  row: ImportRow
  dispatch: Dispatch<DraftAction>
  onClose: () => void
}

/** One row that holds two matters becomes two: cut in the text, between measures, or both. */
export function SplitDialog({ draftId, row, dispatch, onClose }: Props) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const problem = row.problem ?? ''
  const [cut, setCut] = useState(0)
  const [measure, setMeasure] = useState<number | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const parts = [problem.slice(0, cut).trim(), problem.slice(cut).trim()] as const
  const byText = parts[0] !== '' && parts[1] !== ''

  async function split(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      const parted = await call(
        client.POST('/api/v1/imports/{import_id}/rows/{row_id}/split', {
          params: { path: { import_id: draftId, row_id: row.id } },
          body: { problem_parts: byText ? [...parts] : undefined, at_measure: measure },
        }),
      )
      dispatch({ do: 'gone', ids: [row.id] })
      await reloadDraft(draftId)
      showRow(parted.items[0]?.id)
      announce.good(t('common.done'))
      onClose()
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title={t('imports.splitTitle')}
      okText={t('imports.split')}
      okButtonProps={{ loading: busy, disabled: !byText && measure === undefined }}
      onOk={() => void split()}
      onCancel={onClose}
    >
      <div className="stack">
        <ProblemNotice error={error} />
        <Field label={t('imports.field.problem')} help={t('imports.splitWhat')}>
          {(id, described) => (
            <Input.TextArea
              id={id}
              aria-describedby={described}
              readOnly
              autoSize={{ minRows: 3, maxRows: 10 }}
              value={problem}
              onClick={(event) => setCut(event.currentTarget.selectionStart)}
              onKeyUp={(event) => setCut(event.currentTarget.selectionStart)}
            />
          )}
        </Field>
        {byText && (
          <dl className="facts">
            <div>
              <dt>{t('imports.splitFirst')}</dt>
              <dd>{parts[0]}</dd>
            </div>
            <div>
              <dt>{t('imports.splitSecond')}</dt>
              <dd>{parts[1]}</dd>
            </div>
          </dl>
        )}
        {row.measures.length > 1 && (
          <Field label={t('imports.splitAt')}>
            {(id) => (
              <Select
                id={id}
                allowClear
                style={{ width: '100%' }}
                placeholder={t('imports.splitNone')}
                value={measure}
                onChange={setMeasure}
                options={row.measures.slice(1).map((text, index) => ({
                  value: index + 1,
                  label: `${index + 2}. ${text.slice(0, 40)}`,
                }))}
              />
            )}
          </Field>
        )}
      </div>
    </Modal>
  )
}
