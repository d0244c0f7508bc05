import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Unit } from '@/api/types'
import { Field } from '@/ui/fields'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useDebounced } from '@/ui/useDebounced'
import { type Refusal, whyNotBelow } from './tree'
import { UnitTree } from './UnitTree'
import { type UnitWhole, useFound, useRoots, useWhole } from './units'

interface Props {
  label: string
  fault: string | undefined
  moved: UnitWhole
  act: 'move' | 'merge'
  chosen: number | undefined
  onChoose: (unit: Unit) => void
}

/** A place in the tree, by walking or by name; the places it cannot go to say why. */
export function UnitPick({ label, fault, moved, act, chosen, onChoose }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const search = useDebounced(text.trim())
  const { roots, pending, error, again } = useRoots()
  const found = useFound(search)
  const words = (refusal: Refusal | null) => refusal && t(`units.whyNot.${refusal}`)
  const whyNot = (unit: Unit, path: number[]) => words(whyNotBelow(moved, { ...unit, path }, act))
  if (pending) return <Loading />
  return (
    <div className="stack">
      <Field label={label} fault={fault} required>
        {(id, described) => (
          <Input
            id={id}
            aria-describedby={described}
            allowClear
            value={text}
            placeholder={t('units.searchPlaceholder')}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <ProblemNotice error={error ?? found.error} onRetry={error ? again : () => void found.refetch()} />
      <div className="pickbox">
        {search ? (
          <Hits
            label={label}
            units={found.data?.items ?? []}
            pending={found.isPending}
            chosen={chosen}
            moved={moved}
            act={act}
            onChoose={onChoose}
          />
        ) : (
          <UnitTree
            label={label}
            roots={roots}
            opened={moved.path.slice(0, -2).map((above) => above.id)}
            chosen={chosen}
            onChoose={onChoose}
            whyNot={whyNot}
          />
        )}
      </div>
    </div>
  )
}

function Hits(props: {
  label: string
  units: Unit[]
  pending: boolean
  chosen: number | undefined
  moved: UnitWhole
  act: 'move' | 'merge'
  onChoose: (unit: Unit) => void
}) {
  const { t } = useTranslation()
  if (props.pending) return <Loading />
  if (props.units.length === 0) return <p className="quiet">{t('common.nothingFound')}</p>
  return (
    <ul className="plain" aria-label={props.label}>
      {props.units.map((unit) => (
        <Hit key={unit.id} unit={unit} {...props} />
      ))}
    </ul>
  )
}

/** A unit found by name; where it lies is asked for, so that namesakes and impossible places are told apart. */
function Hit(props: {
  unit: Unit
  chosen: number | undefined
  moved: UnitWhole
  act: 'move' | 'merge'
  onChoose: (unit: Unit) => void
}) {
  const { t } = useTranslation()
  const { unit, moved, act } = props
  const whole = useWhole(unit.id).data
  const path = whole?.path.map((above) => above.id) ?? [unit.id]
  const refusal = whyNotBelow(moved, { ...unit, path }, act)
  return (
    <li>
      <button
        type="button"
        className={`treerow${unit.id === props.chosen ? ' on' : ''}`}
        aria-pressed={unit.id === props.chosen}
        disabled={refusal !== null || !whole}
        onClick={() => props.onChoose(unit)}
      >
        <span className="grow">
          {unit.name}
          <span className="small quiet">
            {' '}
            {whole?.path
              .slice(0, -1)
              .map((above) => above.name)
              .join(' / ')}
            {refusal && ` · ${t(`units.whyNot.${refusal}`)}`}
          </span>
        </span>
      </button>
    </li>
  )
}
