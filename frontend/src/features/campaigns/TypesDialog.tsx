import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { EditDialog } from '@/ui/EditDialog'
import { Field } from '@/ui/fields'
import { ListEditor } from './ListEditor'
import type { Campaign, TypesPut } from './types'
import { LEVELS, type TypeRow, toRows, toTree } from './typeTree'
import { useEdit } from './useEdit'

/** The tree as rows with a level each: findings keep their kind when rows are moved or renamed. */
export function TypesDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { t } = useTranslation()
  const { now, set, dirty, submission } = useEdit(
    campaign.id,
    { rows: toRows(campaign.problem_types) },
    ({ rows }) =>
      call(
        client.PUT('/api/v1/campaigns/{campaign_id}/problem-types', {
          params: { path: { campaign_id: campaign.id }, header: { 'if-match': ifMatch(campaign.version) } },
          body: { problem_types: toTree(rows) } as TypesPut,
        }),
      ),
    onClose,
  )
  const levels = Array.from({ length: LEVELS }, (_, level) => ({
    value: level,
    label: t('campaigns.type.levelOf', { n: level + 1 }),
  }))
  return (
    <EditDialog
      title={t('campaigns.edit', { what: t('campaigns.types') })}
      submission={submission}
      dirty={dirty}
      disabled={now.rows.some((row) => !row.title.trim() || !row.number.trim())}
      onClose={onClose}
      width={820}
    >
      <ListEditor
        rows={now.rows}
        onChange={(rows) => set({ rows })}
        fresh={(): TypeRow => ({ id: null, number: '', title: '', level: now.rows.at(-1)?.level ?? 0 })}
        addText={t('campaigns.type.add')}
        nameOf={(row, index) => row.title || t('campaigns.type.nth', { n: index + 1 })}
        render={(row, change) => (
          <div className="formgrid" style={{ paddingLeft: row.level * 20 }}>
            <Field label={t('campaigns.type.number')} required>
              {(id) => (
                <Input
                  id={id}
                  maxLength={20}
                  value={row.number}
                  onChange={(event) => change({ number: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('campaigns.type.level')}>
              {(id) => (
                <Select
                  id={id}
                  style={{ width: '100%' }}
                  value={row.level}
                  options={levels}
                  onChange={(level: number) => change({ level })}
                />
              )}
            </Field>
            <Field label={t('campaigns.type.title')} required wide>
              {(id) => (
                <Input.TextArea
                  id={id}
                  autoSize={{ minRows: 1, maxRows: 4 }}
                  maxLength={2000}
                  value={row.title}
                  onChange={(event) => change({ title: event.target.value })}
                />
              )}
            </Field>
          </div>
        )}
      />
    </EditDialog>
  )
}
