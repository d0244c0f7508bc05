import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { i18next } from '@/i18n'
import { marked, type Piece } from './marked'
import type { Difference } from './outcome'

type Change = Difference['changes'][number]
type Value = Change['old']

/** What changed, field by field: the earlier text, this one, and where both moved on what the ledger says now. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <dl className="changes">
      {changes.map((change) => (
        <ChangeLine key={change.field} change={change} />
      ))}
    </dl>
  )
}

function ChangeLine({ change }: { change: Change }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const say = useWords(change.field)
  const old = say(change.old)
  const now = say(change.new)
  const held = say(change.ledger)
  const pieces = useMemo(() => marked(old, now), [old, now])
  return (
    <div>
      <dt>
        {nameOf(change, t)}
        {change.conflict && (
          <span className="chip key">
            <span aria-hidden="true">! </span>
            {t('imports.differences.conflict')}
          </span>
        )}
        {change.effect && change.effect !== 'enters' && (
          <span className={change.effect === 'cannot' ? 'chip bad' : 'chip warn'}>
            {label('change_effect', change.effect)}
          </span>
        )}
      </dt>
      <dd>
        <Side name={t('imports.differences.old')} pieces={pieces.old} as="del" />
        <Side name={t('imports.differences.new')} pieces={pieces.new} as="ins" />
        {change.conflict && (
          <Side name={t('imports.differences.ledger')} pieces={[{ text: held, changed: false }]} as="ins" />
        )}
        {change.reason && <span className="small quiet">{change.reason}</span>}
      </dd>
    </div>
  )
}

function Side({ name, pieces, as: Mark }: { name: string; pieces: readonly Piece[]; as: 'del' | 'ins' }) {
  const { t } = useTranslation()
  return (
    <div className="side">
      <span className="small quiet">{name}</span>
      <span className="pre">
        {pieces.length === 0 && <span className="quiet">{t('imports.differences.empty')}</span>}
        {pieces.map((piece, index) =>
          piece.changed ? <Mark key={index}>{piece.text}</Mark> : <span key={index}>{piece.text}</span>,
        )}
      </span>
    </div>
  )
}

/** The service says the names in Chinese; in English the screen has its own. */
function nameOf(change: Change, t: (key: never) => string): string {
  const key = `imports.differences.field.${change.field}`
  return i18next.language === 'en-US' && i18next.exists(key) ? t(key as never) : change.label
}

/** Codes in words, lists a line each. */
function useWords(field: string): (value: Value | undefined) => string {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (value) => {
    if (value === null || value === undefined) return ''
    if (typeof value === 'boolean') return value ? t('common.yes') : t('common.no')
    if (Array.isArray(value)) return value.join('\n')
    if (field === 'status') return label('read_status', String(value))
    return String(value)
  }
}
