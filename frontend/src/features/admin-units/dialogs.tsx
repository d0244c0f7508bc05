import { Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useUnit } from '@/api/queries'
import { number } from '@/i18n/format'
import { Field, UnitSelect } from '@/ui/fields'
import { ActDialog, NO_PAPER, PaperFields, paperOf } from './ActDialog'
import { whoSees } from './sight'
import { tiesOf } from './ties'
import { UnitPick } from './UnitPick'
import { type UnitWhole, useWhole } from './units'

export interface DialogProps {
  unit: UnitWhole
  onClose: () => void
  onDone: () => void
}

function names(units: { name: string }[], separator: string): string {
  return units.map(({ name }) => name).join(separator)
}

export function MoveDialog({ unit, onClose, onDone }: DialogProps) {
  const { t } = useTranslation()
  const [parent, setParent] = useState<number>()
  const [paper, setPaper] = useState(NO_PAPER)
  const target = useWhole(parent).data
  const { lose, gain } = whoSees(unit.path.slice(0, -1), target?.path ?? [])
  const separator = t('units.separator')
  return (
    <ActDialog
      title={t('units.move.title', { name: unit.name })}
      okText={t('units.move.action')}
      ready={target !== undefined}
      width={640}
      what={
        target && (
          <>
            <p>{t('units.move.what', { name: unit.name, to: target.name })}</p>
            {gain.length > 0 && <p>{t('units.move.gain', { names: names(gain, separator) })}</p>}
            {lose.length > 0 && <p>{t('units.move.lose', { names: names(lose, separator) })}</p>}
          </>
        )
      }
      done={t('units.move.done', { name: unit.name })}
      submit={() =>
        call(
          client.POST('/api/v1/units/{unit_id}/move', {
            params: { path: { unit_id: unit.id }, header: { 'if-match': ifMatch(unit.version) } },
            body: { parent_id: parent ?? 0, ...paperOf(paper) },
          }),
        )
      }
      onClose={onClose}
      onDone={onDone}
      onReload={onDone}
    >
      {(faults) => (
        <>
          <UnitPick
            label={t('units.move.to')}
            fault={faults.parent_id}
            moved={unit}
            act="move"
            chosen={parent}
            onChoose={(chosen) => setParent(chosen.id)}
          />
          <PaperFields paper={paper} faults={faults} onChange={setPaper} />
        </>
      )}
    </ActDialog>
  )
}

export function MergeDialog({ unit, onClose, onDone }: DialogProps) {
  const { t } = useTranslation()
  const [into, setInto] = useState<number>()
  const [paper, setPaper] = useState(NO_PAPER)
  const target = useWhole(into).data
  return (
    <ActDialog
      title={t('units.merge.title', { name: unit.name })}
      okText={t('units.merge.action')}
      ready={target !== undefined}
      danger
      width={640}
      what={target && <p>{t('units.merge.what', { name: unit.name, into: target.name })}</p>}
      done={t('units.merge.done', { name: unit.name })}
      submit={() =>
        call(
          client.POST('/api/v1/units/{unit_id}/merge', {
            params: { path: { unit_id: unit.id }, header: { 'if-match': ifMatch(unit.version) } },
            body: { into_id: into ?? 0, ...paperOf(paper) },
          }),
        )
      }
      onClose={onClose}
      onDone={onDone}
      onReload={onDone}
    >
      {(faults) => (
        <>
          <UnitPick
            label={t('units.merge.into')}
            fault={faults.into_id}
            moved={unit}
            act="merge"
            chosen={into}
            onChoose={(chosen) => setInto(chosen.id)}
          />
          <PaperFields paper={paper} faults={faults} onChange={setPaper} />
        </>
      )}
    </ActDialog>
  )
}

export function CloseDialog({ unit, onClose, onDone }: DialogProps) {
  const { t } = useTranslation()
  const [successor, setSuccessor] = useState<number>()
  const successorUnit = useUnit(successor).data
  const [paper, setPaper] = useState(NO_PAPER)
  return (
    <ActDialog
      title={t('units.close.title', { name: unit.name })}
      okText={t('units.close.action')}
      ready
      danger
      what={
        <p>
          {successorUnit
            ? t('units.close.whatSucceeded', { name: unit.name, to: successorUnit.name })
            : t('units.close.what', { name: unit.name })}
        </p>
      }
      done={t('units.close.done', { name: unit.name })}
      submit={() =>
        call(
          client.POST('/api/v1/units/{unit_id}/close', {
            params: { path: { unit_id: unit.id }, header: { 'if-match': ifMatch(unit.version) } },
            body: { successor_id: successor, ...paperOf(paper) },
          }),
        )
      }
      onClose={onClose}
      onDone={onDone}
      onReload={onDone}
    >
      {(faults, error) => (
        <>
          <TiesList error={error} />
          <Field
            label={t('units.close.successor')}
            help={t('units.close.successorHelp')}
            fault={faults.successor_id}
          >
            {(id) => <UnitSelect id={id} value={successor} onChange={setSuccessor} />}
          </Field>
          <PaperFields paper={paper} faults={faults} onChange={setPaper} />
        </>
      )}
    </ActDialog>
  )
}

/** What still holds the unit open, by kind. */
function TiesList({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const ties = tiesOf(error)
  if (ties.length === 0) return null
  return (
    <table className="ties">
      <caption className="sr">{t('units.close.ties')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('units.close.tie')}</th>
          <th scope="col" className="num">
            {t('units.close.count')}
          </th>
        </tr>
      </thead>
      <tbody>
        {ties.map((tie) => (
          <tr key={tie.kind}>
            <td>{tie.label}</td>
            <td className="num">{number(tie.count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function ReopenDialog({ unit, onClose, onDone }: DialogProps) {
  const { t } = useTranslation()
  const above = unit.path.at(-2)
  const [elsewhere, setElsewhere] = useState(false)
  const [parent, setParent] = useState<number>()
  const [paper, setPaper] = useState(NO_PAPER)
  const target = useUnit(parent).data
  const place = elsewhere ? target?.name : above?.name
  return (
    <ActDialog
      title={t('units.reopen.title', { name: unit.name })}
      okText={t('units.reopen.action')}
      ready={!elsewhere || target !== undefined}
      what={place && <p>{t('units.reopen.what', { name: unit.name, above: place })}</p>}
      done={t('units.reopen.done', { name: unit.name })}
      submit={() =>
        call(
          client.POST('/api/v1/units/{unit_id}/reopen', {
            params: { path: { unit_id: unit.id }, header: { 'if-match': ifMatch(unit.version) } },
            body: { parent_id: elsewhere ? parent : undefined, ...paperOf(paper) },
          }),
        )
      }
      onClose={onClose}
      onDone={onDone}
      onReload={onDone}
    >
      {(faults) => (
        <>
          <Checkbox checked={elsewhere} onChange={(event) => setElsewhere(event.target.checked)}>
            {t('units.reopen.elsewhere')}
          </Checkbox>
          {elsewhere && (
            <UnitPick
              label={t('units.reopen.to')}
              fault={faults.parent_id}
              moved={unit}
              act="move"
              chosen={parent}
              onChoose={(chosen) => setParent(chosen.id)}
            />
          )}
          <PaperFields paper={paper} faults={faults} onChange={setPaper} />
        </>
      )}
    </ActDialog>
  )
}
