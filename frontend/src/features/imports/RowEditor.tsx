import { Button, Checkbox, Input, Select } from 'antd'
import { type Dispatch, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { ApiProblem, fieldOf, isStale } from '@/api/problem'
import { useLabels, useTags } from '@/api/queries'
import type { ImportRow, RowPatch } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { ConflictDialog } from '@/ui/ConflictDialog'
import { DateField, Field, type UnitPart, UnitParts } from '@/ui/fields'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { type DraftAction, toSend, wordsOf } from './edits'
import { putRow, reloadDraft } from './useDraft'

interface Props {
  draftId: number
  row: ImportRow
  now: ImportRow
  patch: RowPatch | undefined
  editable: boolean
  dispatch: Dispatch<DraftAction>
}

/** All fields of one row; `data-field` ties each to its sentence in the source. */
export function RowEditor({ draftId, row, now, patch, editable, dispatch }: Props) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const tags = useTags().data?.items ?? []
  const saving = useSaving(draftId, row, patch, dispatch)
  const set = (part: RowPatch) => dispatch({ do: 'edit', row, patch: part })
  const fault = (name: string) => saving.faults[name]
  const spoken = (keys: string[], from: ImportRow) =>
    keys
      .map((key) =>
        [t(`imports.field.${key as 'problem'}`), wordsOf(from[key as keyof ImportRow])].join(': '),
      )
      .join('\n')

  const line = (
    key: 'section' | 'group' | 'number' | 'owner' | 'unit_text' | 'amount',
    source: string = key,
  ) => (
    <Field label={t(`imports.field.${key}`)} fault={fault(key)}>
      {(id) => (
        <div data-field={source}>
          <Input
            id={id}
            value={(now[key] as string | number | null) ?? ''}
            readOnly={!editable}
            onChange={(event) => set({ [key]: event.target.value || null } as RowPatch)}
          />
        </div>
      )}
    </Field>
  )
  const area = (key: 'problem' | 'progress') => (
    <Field label={t(`imports.field.${key}`)} fault={fault(key)} wide>
      {(id) => (
        <div data-field={key}>
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 2, maxRows: 12 }}
            value={now[key] ?? ''}
            readOnly={!editable}
            onChange={(event) => set({ [key]: event.target.value || null } as RowPatch)}
          />
        </div>
      )}
    </Field>
  )

  return (
    <>
      <ProblemNotice error={saving.error} />
      {saving.reloaded && patch && (
        <div className="notice warn" role="status">
          {t('common.conflict.newest', { values: spoken(Object.keys(patch), row) })}
        </div>
      )}
      <div className="formgrid">
        {area('problem')}
        <Measures now={now} editable={editable} onChange={(measures) => set({ measures })} />
        {area('progress')}
        <Field label={t('imports.field.status')} fault={fault('status')} help={now.status_text ?? undefined}>
          {(id) => (
            <div data-field="status_text">
              <Select
                id={id}
                style={{ width: '100%' }}
                allowClear
                disabled={!editable}
                value={now.status ?? undefined}
                options={options('read_status')}
                onChange={(status) => set({ status: status ?? null } as RowPatch)}
              />
            </div>
          )}
        </Field>
        <Field label={t('imports.field.due_on')} fault={fault('due_on')}>
          {(id) => (
            <div data-field="due">
              <DateField id={id} value={now.due_on} onChange={(due_on) => editable && set({ due_on })} />
            </div>
          )}
        </Field>
        {line('owner')}
        {line('unit_text', 'unit')}
        <Field label={t('imports.field.severity')} fault={fault('severity')}>
          {(id) => (
            <Select
              id={id}
              style={{ width: '100%' }}
              allowClear
              disabled={!editable}
              value={now.severity ?? undefined}
              options={options('severity')}
              onChange={(severity) => set({ severity: severity ?? null } as RowPatch)}
            />
          )}
        </Field>
        {line('amount')}
        <Field label={t('imports.field.tags')} fault={fault('tags')}>
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              style={{ width: '100%' }}
              disabled={!editable}
              value={now.tags as number[]}
              options={tags.map((tag) => ({ value: tag.id, label: tag.name }))}
              onChange={(chosen: number[]) => set({ tags: chosen } as RowPatch)}
            />
          )}
        </Field>
        {line('section')}
        {line('group')}
        {line('number')}
        <Checkbox
          checked={now.key_matter}
          disabled={!editable}
          onChange={(event) => set({ key_matter: event.target.checked })}
        >
          {t('imports.field.key_matter')}
        </Checkbox>
      </div>
      {editable && (
        <fieldset className="bare" style={{ marginTop: 10 }}>
          <legend className="small quiet">{t('imports.field.units')}</legend>
          <div className="formgrid">
            <UnitParts value={now.units as UnitPart[]} onChange={(units) => set({ units })} />
          </div>
        </fieldset>
      )}
      {editable && patch && (
        <div className="row" style={{ marginTop: 10 }}>
          <Button type="primary" size="small" loading={saving.busy} onClick={() => void saving.save()}>
            {t('common.save')}
          </Button>
          <Button size="small" onClick={() => dispatch({ do: 'revert', id: row.id })}>
            {t('common.cancel')}
          </Button>
          <span className="small quiet">{t('imports.unsaved')}</span>
        </div>
      )}
      <ConflictDialog
        open={saving.stale}
        typed={patch && spoken(Object.keys(patch), now)}
        onKeep={saving.keep}
        onReload={() => void saving.reload()}
      />
    </>
  )
}

function useSaving(
  draftId: number,
  row: ImportRow,
  patch: RowPatch | undefined,
  dispatch: Dispatch<DraftAction>,
) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [stale, setStale] = useState(false)
  const [reloaded, setReloaded] = useState(false)

  async function save(): Promise<void> {
    if (!patch) return
    setBusy(true)
    setError(null)
    try {
      const saved = await call(
        client.PATCH('/api/v1/imports/{import_id}/rows/{row_id}', {
          params: {
            path: { import_id: draftId, row_id: row.id },
            header: { 'if-match': ifMatch(row.version) },
          },
          body: toSend(patch) as Required<Pick<RowPatch, 'key_matter'>>,
        }),
      )
      putRow(draftId, saved)
      setReloaded(false)
      dispatch({ do: 'saved', id: row.id })
      announce.good(t('common.saved'))
    } catch (refused) {
      if (isStale(refused)) setStale(true)
      else setError(refused)
    } finally {
      setBusy(false)
    }
  }

  const faults: Record<string, string> = {}
  if (error instanceof ApiProblem)
    for (const entry of error.errors) faults[fieldOf(entry.pointer)] = entry.message
  return {
    busy,
    reloaded,
    error,
    stale,
    faults,
    save,
    keep: () => setStale(false),
    reload: async () => {
      setStale(false)
      await reloadDraft(draftId)
      setReloaded(true)
    },
  }
}

function Measures(props: { now: ImportRow; editable: boolean; onChange: (measures: string[]) => void }) {
  const { t } = useTranslation()
  const { now, editable, onChange } = props
  return (
    <fieldset className="bare wide stack">
      <legend className="small quiet">{t('imports.field.measures')}</legend>
      {now.measures.map((measure, index) => (
        <div key={index} className="row" style={{ flexWrap: 'nowrap', alignItems: 'flex-start' }}>
          <div className="grow" data-field={`measures.${index}`}>
            <Input.TextArea
              aria-label={t('imports.field.measure', { n: index + 1 })}
              autoSize={{ minRows: 1, maxRows: 8 }}
              value={measure}
              readOnly={!editable}
              onChange={(event) =>
                onChange(now.measures.map((text, place) => (place === index ? event.target.value : text)))
              }
            />
          </div>
          {editable && (
            <Button
              size="small"
              type="text"
              aria-label={t('imports.removeMeasure', { n: index + 1 })}
              onClick={() => onChange(now.measures.filter((_, place) => place !== index))}
            >
              ✕
            </Button>
          )}
        </div>
      ))}
      {editable && (
        <div>
          <Button size="small" onClick={() => onChange([...now.measures, ''])}>
            {t('imports.addMeasure')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
