import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { ApiProblem } from '@/api/problem'
import type { Sent } from '@/api/types'
import { Field } from '@/ui/fields'
import { ActDialog, NO_PAPER, PaperFields, paperOf } from './ActDialog'
import type { DialogProps } from './dialogs'
import { FactFields } from './FactFields'
import { complete, entered, type Facts, NO_FACTS } from './facts'
import { useChildren } from './units'

interface Part {
  key: number
  facts: Facts
  children: number[]
}

type Body = Sent<'/api/v1/units/{unit_id}/split', 'post'>

/** One unit becomes several; what lies below it goes to one of them or stays. */
export function SplitDialog({ unit, onClose, onDone }: DialogProps) {
  const { t } = useTranslation()
  const [parts, setParts] = useState<Part[]>(() => [fresh(1, unit.kind)])
  const [close, setClose] = useState(false)
  const [taker, setTaker] = useState<number>()
  const [paper, setPaper] = useState(NO_PAPER)
  const below = (useChildren(unit.has_children ? unit.id : undefined).data ?? []).filter(
    (child) => child.active,
  )
  const taken = new Map(parts.flatMap((part) => part.children.map((child) => [child, part.key] as const)))
  const change = (key: number, value: Partial<Part>) =>
    setParts(parts.map((part) => (part.key === key ? { ...part, ...value } : part)))
  const names = parts.map((part) => part.facts.name.trim()).filter(Boolean)
  const ready = parts.every((part) => complete(part.facts))

  return (
    <ActDialog
      title={t('units.split.title', { name: unit.name })}
      okText={t('units.split.action')}
      ready={ready}
      width={720}
      what={
        names.length > 0 && (
          <>
            <p>{t('units.split.what', { name: unit.name, names: names.join(t('units.separator')) })}</p>
            <p>{close ? t('units.split.whatClosed') : t('units.split.whatKept')}</p>
          </>
        )
      }
      done={t('units.split.done', { name: unit.name })}
      submit={() =>
        call(
          client.POST('/api/v1/units/{unit_id}/split', {
            params: { path: { unit_id: unit.id }, header: { 'if-match': ifMatch(unit.version) } },
            body: {
              parts: parts.map(({ key, facts, children }) => ({
                code: facts.code.trim(),
                name: facts.name.trim(),
                kind: facts.kind,
                ...entered(facts),
                children,
                takes_over: close && key === taker,
              })),
              close,
              ...paperOf(paper),
            } as Body,
          }),
        )
      }
      onClose={onClose}
      onDone={onDone}
      onReload={onDone}
    >
      {(faults, error) => (
        <>
          {parts.map((part, index) => (
            <fieldset key={part.key} className="splitpart">
              <legend>{t('units.split.part', { number: index + 1 })}</legend>
              <FactFields
                facts={part.facts}
                said={saidOf(error, index)}
                fresh
                onChange={(facts) => change(part.key, { facts })}
              />
              {below.length > 0 && (
                <fieldset className="bare" style={{ marginTop: 8 }}>
                  <legend className="small quiet">{t('units.split.children')}</legend>
                  <div className="row">
                    {below.map((child) => (
                      <Checkbox
                        key={child.id}
                        checked={part.children.includes(child.id)}
                        disabled={taken.has(child.id) && taken.get(child.id) !== part.key}
                        onChange={(event) =>
                          change(part.key, {
                            children: event.target.checked
                              ? [...part.children, child.id]
                              : part.children.filter((id) => id !== child.id),
                          })
                        }
                      >
                        {child.name}
                      </Checkbox>
                    ))}
                  </div>
                </fieldset>
              )}
              {parts.length > 1 && (
                <Button
                  size="small"
                  style={{ marginTop: 8 }}
                  onClick={() => setParts(parts.filter((other) => other.key !== part.key))}
                >
                  {t('units.split.drop', { number: index + 1 })}
                </Button>
              )}
            </fieldset>
          ))}
          <Button
            onClick={() =>
              setParts([...parts, fresh(Math.max(...parts.map((part) => part.key)) + 1, unit.kind)])
            }
          >
            {t('units.split.add')}
          </Button>
          <Checkbox checked={close} onChange={(event) => setClose(event.target.checked)}>
            {t('units.split.close')}
          </Checkbox>
          {close && (
            <Field label={t('units.split.takesOver')} help={t('units.split.takesOverHelp')}>
              {(id, described) => (
                <Select
                  id={id}
                  aria-describedby={described}
                  style={{ width: '100%' }}
                  allowClear
                  value={taker}
                  options={parts.map((part, index) => ({
                    value: part.key,
                    label: part.facts.name.trim() || t('units.split.part', { number: index + 1 }),
                  }))}
                  onChange={setTaker}
                />
              )}
            </Field>
          )}
          <PaperFields paper={paper} faults={faults} onChange={setPaper} />
        </>
      )}
    </ActDialog>
  )
}

/** What the service said of one of the new units. */
function saidOf(error: unknown, index: number): Record<string, string> {
  const said: Record<string, string> = {}
  if (error instanceof ApiProblem)
    for (const { pointer, message } of error.errors) {
      const field = new RegExp(`^/body/parts/${index}/(\\w+)`).exec(pointer)?.[1]
      if (field) said[field] ??= message
    }
  return said
}

function fresh(key: number, kind: string): Part {
  return { key, facts: { ...NO_FACTS, kind }, children: [] }
}
