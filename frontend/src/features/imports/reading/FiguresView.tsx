import { Button, Checkbox } from 'antd'
import { memo, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { number } from '@/i18n/format'
import { useDesk } from '../desk'
import { Locator } from '../Located'
import { type Count, type Figure, shareOf, sumOf } from './arithmetic'
import { FigureDialog } from './FigureDialog'
import { Part } from './PlanView'

/** The counted things of an annual report, every sum and every share done again. */
export function FiguresView() {
  const { t } = useTranslation()
  const { draft, editable } = useDesk()
  const [editing, setEditing] = useState<number | null | undefined>(undefined)
  const [doubtful, setDoubtful] = useState(false)
  const lines = useMemo(() => draft.figures.map((figure, index) => ({ figure, index })), [draft.figures])
  const doubts = useMemo(() => lines.filter(({ figure }) => isDoubtful(figure)), [lines])
  const shown = doubtful ? doubts : lines
  return (
    <Part
      id="figures"
      title={t('imports.reading.figure.title', { count: lines.length })}
      onEdit={() => setEditing(null)}
      addLabel={t('imports.reading.figure.add')}
    >
      {doubts.length > 0 && (
        <Checkbox checked={doubtful} onChange={(event) => setDoubtful(event.target.checked)}>
          {t('imports.reading.figure.onlyDoubtful', { count: doubts.length })}
        </Checkbox>
      )}
      {lines.length === 0 && <p className="small quiet">{t('imports.reading.notRead')}</p>}
      {lines.length > 0 && (
        <table className="figuretable">
          <caption className="sr">{t('imports.reading.figure.title', { count: lines.length })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('imports.reading.figure.label')}</th>
              <th scope="col" className="num">
                {t('imports.reading.figure.value')}
              </th>
              <th scope="col">{t('imports.reading.figure.parts')}</th>
              <th scope="col">{t('imports.reading.figure.share')}</th>
              {editable && (
                <th scope="col">
                  <span className="sr">{t('imports.reading.act')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ figure, index }) => (
              <FigureLine key={index} figure={figure} index={index} editable={editable} onEdit={setEditing} />
            ))}
          </tbody>
        </table>
      )}
      {editing !== undefined && (
        <FigureDialog figures={draft.figures} index={editing} onClose={() => setEditing(undefined)} />
      )}
    </Part>
  )
}

function isDoubtful(figure: Figure): boolean {
  return sumOf(figure)?.agrees === false || shareOf(figure)?.agrees === false
}

interface LineProps {
  figure: Figure
  index: number
  editable: boolean
  onEdit: (index: number) => void
}

const FigureLine = memo(function FigureLine({ figure, index, editable, onEdit }: LineProps) {
  const { t } = useTranslation()
  const field = `figures.${index}`
  return (
    <tr data-field={field}>
      <th scope="row">
        <Locator field={field}>{figure.label}</Locator>
      </th>
      <td className="num" data-label={t('imports.reading.figure.value')}>
        <b>{number(figure.value)}</b> {figure.unit}
      </td>
      <td
        data-label={t('imports.reading.figure.parts')}
        className={figure.parts.length === 0 ? 'none' : undefined}
      >
        <Parts figure={figure} />
      </td>
      <td data-label={t('imports.reading.figure.share')} className={hasShare(figure) ? undefined : 'none'}>
        <ShareWords figure={figure} />
      </td>
      {editable && (
        <td className="act">
          <Button
            size="small"
            type="link"
            aria-label={t('imports.reading.edit', { what: figure.label })}
            onClick={() => onEdit(index)}
          >
            {t('imports.reading.change')}
          </Button>
        </td>
      )}
    </tr>
  )
})

/** Whether a number came out right, by word and mark, not by colour alone. */
function Verdict({ agrees, good, bad }: { agrees: boolean; good: string; bad: string }) {
  return (
    <span className={`chip ${agrees ? 'good' : 'bad'}`}>
      <span aria-hidden="true">{agrees ? '✓ ' : '✗ '}</span>
      {agrees ? good : bad}
    </span>
  )
}

function words(count: Count): string {
  return `${count.label} ${number(count.value)} ${count.unit}`.trim()
}

function Parts({ figure }: { figure: Figure }) {
  const { t } = useTranslation()
  const sum = sumOf(figure)
  if (figure.parts.length === 0) return <span className="quiet">—</span>
  return (
    <>
      <ul className="plain partlist">
        {figure.parts.map((part, index) => (
          <li key={index}>{words(part)}</li>
        ))}
      </ul>
      {sum && (
        <>
          {t('imports.reading.figure.sum', { sum: number(sum.parts) })}{' '}
          <Verdict
            agrees={sum.agrees}
            good={t('imports.reading.figure.sums')}
            bad={t('imports.reading.figure.doesNotSum', {
              by: number(Number((sum.parts - figure.value).toFixed(6))),
            })}
          />
        </>
      )}
    </>
  )
}

/** A figure that is a rate itself says so with its value. */
function rateOf(figure: Figure): number | null {
  return figure.unit === '%' ? null : figure.rate
}

function hasShare(figure: Figure): boolean {
  return figure.base !== null || rateOf(figure) !== null
}

function ShareWords({ figure }: { figure: Figure }) {
  const { t } = useTranslation()
  const share = shareOf(figure)
  const rate = rateOf(figure)
  if (!hasShare(figure)) return <span className="quiet">—</span>
  return (
    <div className="stack tight">
      {figure.base && (
        <span>
          {t('imports.reading.figure.of', { base: words(figure.base) })}{' '}
          {figure.base.inferred && <span className="chip warn">{t('imports.reading.figure.inferred')}</span>}
        </span>
      )}
      {rate !== null && <span>{t('imports.reading.figure.rate', { rate })}</span>}
      {share && (
        <span>
          <Verdict
            agrees={share.agrees}
            good={t('imports.reading.figure.agrees', { rate: share.rate })}
            bad={t('imports.reading.figure.differs', { rate: share.rate })}
          />
        </span>
      )}
      {rate !== null && !figure.base && (
        <span className="small quiet">{t('imports.reading.figure.noBase')}</span>
      )}
    </div>
  )
}
