import { AutoComplete, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, newKey } from '@/api/client'
import { useLabels } from '@/api/queries'
import { today } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { EditDialog } from '@/ui/EditDialog'
import { DateField, Field, UnitSelect } from '@/ui/fields'
import { useOwnUnit } from '@/ui/useOwnUnit'
import { useSubmit } from '@/ui/useSubmit'
import { type AskKind, refresh, useAsks } from './queries'

const FRESH = {
  unit_id: undefined as number | undefined,
  kind: 'form' as AskKind,
  title: '',
  asked_by: '',
  asked_on: null as string | null,
  due_on: null as string | null,
  indicators: [] as string[],
}

/** What somebody outside asks of a unit: one's own unit and today are filled in, earlier askers are offered. */
export function AskDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const announce = useAnnounce()
  const own = useOwnUnit()
  const [key] = useState(newKey)
  const [typed, setTyped] = useState(FRESH)
  const set = (part: Partial<typeof FRESH>) => setTyped((before) => ({ ...before, ...part }))
  const unit = typed.unit_id ?? own
  const asked_on = typed.asked_on ?? today()
  const { title, asked_by, due_on, kind, indicators } = typed
  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/burden/asks', {
          params: { header: { 'Idempotency-Key': key } },
          body: {
            unit_id: unit as number,
            kind,
            title,
            asked_by,
            asked_on,
            due_on: due_on ?? '',
            indicators,
          },
        }),
      ),
    onDone: () => {
      announce.good(t('burden.registered'))
      refresh()
      onDone()
    },
  })
  const { faults } = submission
  return (
    <EditDialog
      title={t('burden.register')}
      submission={submission}
      dirty={typed !== FRESH}
      disabled={!unit || !title.trim() || !asked_by.trim() || !due_on}
      onClose={onClose}
      width={560}
    >
      <Field label={t('burden.kind')} fault={faults.kind}>
        {(id) => (
          <Radio.Group
            id={id}
            aria-label={t('burden.kind')}
            optionType="button"
            buttonStyle="solid"
            value={kind}
            options={options('ask_kind')}
            onChange={(event) => set({ kind: event.target.value as AskKind })}
          />
        )}
      </Field>
      <Field label={t('burden.what')} help={t('burden.whatHelp')} fault={faults.title} required>
        {(id, described) => (
          <Input
            id={id}
            aria-describedby={described}
            maxLength={200}
            value={title}
            onChange={(event) => set({ title: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('burden.by')} fault={faults.asked_by} required>
        {(id) => <Asker id={id} unitId={unit} value={asked_by} onChange={(by) => set({ asked_by: by })} />}
      </Field>
      <div className="formgrid">
        <Field label={t('burden.due')} fault={faults.due_on} required>
          {(id) => <DateField id={id} value={due_on} min={asked_on} onChange={(on) => set({ due_on: on })} />}
        </Field>
        <Field label={t('burden.askedOn')} fault={faults.asked_on} required>
          {(id) => <DateField id={id} value={asked_on} onChange={(on) => set({ asked_on: on })} />}
        </Field>
      </div>
      <Field label={t('burden.indicators')} help={t('burden.indicatorsHelp')} fault={faults.indicators}>
        {(id, described) => (
          <Select
            id={id}
            aria-describedby={described}
            mode="tags"
            open={false}
            suffix={null}
            style={{ width: '100%' }}
            tokenSeparators={['、', ',', ',', ';', ';']}
            maxCount={40}
            value={indicators}
            onChange={(names: string[]) => set({ indicators: names })}
          />
        )}
      </Field>
      <Field label={t('burden.unit')} fault={faults.unit_id} required>
        {(id) => <UnitSelect id={id} value={unit} onChange={(unit_id) => set({ unit_id })} />}
      </Field>
    </EditDialog>
  )
}

interface AskerProps {
  id: string
  unitId: number | undefined
  value: string
  onChange: (value: string) => void
}

/** Who asks: those who asked this unit before are one tap away. */
function Asker({ id, unitId, value, onChange }: AskerProps) {
  const asks = useAsks(unitId).data?.pages.flatMap((page) => page.items) ?? []
  const before = [...new Set(asks.map(({ asked_by }) => asked_by))]
  return (
    <AutoComplete
      id={id}
      style={{ width: '100%' }}
      maxLength={200}
      value={value}
      options={before.map((name) => ({ value: name }))}
      showSearch={{ filterOption: (text, option) => option?.value.includes(text.trim()) ?? false }}
      onChange={onChange}
    />
  )
}
