import { Input } from 'antd'
import type { TFunction } from 'i18next'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { moment } from '@/i18n/format'
import { alikeOf, type LikenessView, percent, pieces, type Stretch } from './likeness'

/** A text with its passages lit; read aloud as marked text. */
export function Lit({ text, passages }: { text: string; passages: readonly Stretch[] }) {
  return (
    <p className="lit">
      {pieces(text, passages).map(({ at, words, lit }) =>
        lit ? <mark key={at}>{words}</mark> : <span key={at}>{words}</span>,
      )}
    </p>
  )
}

interface AlikeProps {
  /** What the service refused; nothing is drawn unless it was for likeness. */
  error: unknown
  /** The explanation, sent again as `likeness_explained`. */
  value: string
  onChange: (explained: string) => void
}

/**
 * For who sends: which of their own words stand elsewhere (never where), and a field to explain why that is right.
 * Stands in the form in the place of `ProblemNotice`; the text's own field stays for rewriting.
 */
export function Alike({ error, value, onChange }: AlikeProps) {
  const { t } = useTranslation()
  const id = useId()
  const texts = alikeOf(error)
  if (texts.length === 0) return null
  return (
    <div className="notice warn stack" role="alert">
      <strong>{t('likeness.refused')}</strong>
      <span className="small">{t('likeness.what')}</span>
      {texts.map((one) => (
        <div key={one.pointer}>
          <span className="small quiet">{t('likeness.share', { share: percent(one.share) })}</span>
          <Lit text={one.text} passages={one.passages} />
        </div>
      ))}
      <label htmlFor={id} className="small">
        {t('likeness.explain')}
      </label>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={2000}
        placeholder={t('likeness.explainHint')}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

/** For who examines: the text and those it resembles, side by side (below each other on a phone), passages lit. */
export function BothSides({ view }: { view: LikenessView }) {
  const { t } = useTranslation()
  return (
    <div className="stack">
      <p className={view.alarming ? 'notice warn' : 'quiet'}>
        {t('likeness.share', { share: percent(view.share) })}
        {view.sources_out_of_sight > 0 &&
          ` ${t('likeness.outOfSight', { count: view.sources_out_of_sight })}`}
      </p>
      {view.explanation && (
        <p>
          <b>{t('likeness.explanation')}</b>:{view.explanation}
        </p>
      )}
      {view.sources.length === 0 && <Lit text={view.text} passages={view.passages} />}
      {view.sources.map((source, place) => (
        <div className="bothsides" key={`${source.resource}-${source.resource_id}-${source.part}`}>
          <section aria-label={t('likeness.this')}>
            <h4>{t('likeness.this')}</h4>
            <Lit
              text={view.text}
              passages={view.passages.filter((passage) => passage.sources.includes(place))}
            />
          </section>
          <section aria-label={t('likeness.other')}>
            <h4>
              {[
                kind(source.resource, t),
                source.unit_name,
                source.account_name,
                source.at && moment(source.at),
              ]
                .filter(Boolean)
                .join(' · ')}{' '}
              <span className="quiet">{percent(source.share)}</span>
            </h4>
            <Lit text={source.text} passages={source.passages} />
          </section>
        </div>
      ))}
    </div>
  )
}

function kind(resource: string, t: TFunction): string {
  switch (resource) {
    case 'rectification_item':
      return t('likeness.kind.rectification_item')
    case 'progress_note':
      return t('likeness.kind.progress_note')
    case 'finding':
      return t('likeness.kind.finding')
    case 'commitment':
      return t('likeness.kind.commitment')
    case 'duty':
      return t('likeness.kind.duty')
    default:
      return ''
  }
}
