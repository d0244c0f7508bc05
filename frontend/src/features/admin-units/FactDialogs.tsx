import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch, newKey } from '@/api/client'
import type { Sent } from '@/api/types'
import { ActDialog, NO_PAPER, PaperFields, paperOf } from './ActDialog'
import type { DialogProps } from './dialogs'
import { FactFields } from './FactFields'
import { complete, entered, faultsOf, NO_FACTS } from './facts'

type Kind = Sent<'/api/v1/units', 'post'>['kind']

/** A new unit below this one. */
export function NewDialog({
  unit,
  onClose,
  onDone,
}: Omit<DialogProps, 'onDone'> & { onDone: (made: number) => void }) {
  const { t } = useTranslation()
  const [facts, setFacts] = useState(NO_FACTS)
  const [key] = useState(newKey)
  return (
    <ActDialog
      title={t('units.create.title', { name: unit.name })}
      okText={t('units.create.action')}
      ready={complete(facts)}
      what={<p>{t('units.create.what', { name: unit.name })}</p>}
      done={t('units.create.done', { name: facts.name })}
      submit={() =>
        call(
          client.POST('/api/v1/units', {
            params: { header: { 'Idempotency-Key': key } },
            body: {
              ...entered(facts),
              parent_id: unit.id,
              code: facts.code.trim(),
              name: facts.name.trim(),
              kind: facts.kind as Kind,
            },
          }),
        )
      }
      onClose={onClose}
      onDone={(made) => onDone(made.id)}
      onReload={onClose}
    >
      {(faults) => <FactFields facts={facts} said={faults} onChange={setFacts} fresh />}
    </ActDialog>
  )
}

/** The name and the other facts; the name before stays on record. */
export function EditDialog({ unit, onClose, onDone }: DialogProps) {
  const { t } = useTranslation()
  const [facts, setFacts] = useState({
    ...NO_FACTS,
    code: unit.code,
    kind: unit.kind as string,
    name: unit.name,
    short_name: unit.short_name,
    uscc: unit.uscc ?? '',
    region_code: unit.region_code ?? '',
  })
  const [paper, setPaper] = useState(NO_PAPER)
  const renamed = facts.name.trim() !== unit.name
  return (
    <ActDialog
      title={t('units.edit.title', { name: unit.name })}
      okText={t('common.save')}
      ready={
        facts.name.trim() !== '' &&
        facts.short_name.trim() !== '' &&
        Object.keys(faultsOf(facts)).length === 0
      }
      what={renamed && <p>{t('units.edit.what', { name: unit.name })}</p>}
      done={t('common.saved')}
      submit={() =>
        call(
          client.PATCH('/api/v1/units/{unit_id}', {
            params: { path: { unit_id: unit.id }, header: { 'if-match': ifMatch(unit.version) } },
            body: {
              name: facts.name.trim(),
              short_name: facts.short_name.trim(),
              uscc: facts.uscc.trim() || null,
              region_code: facts.region_code.trim() || null,
              ...paperOf(paper),
            },
          }),
        )
      }
      onClose={onClose}
      onDone={onDone}
      onReload={onDone}
      typed={() => [facts.name, facts.short_name, facts.uscc, facts.region_code].filter(Boolean).join('\n')}
    >
      {(faults) => (
        <>
          <FactFields facts={facts} said={faults} onChange={setFacts} fresh={false} />
          <PaperFields paper={paper} faults={faults} onChange={setPaper} />
        </>
      )}
    </ActDialog>
  )
}
