import { useTranslation } from 'react-i18next'

interface WordingProps {
  problem: string | null
  measures: string[]
  progress: string | null
}

/** Problem, measures and progress, as a report sets them one under the other. */
export function Wording({ problem, measures, progress }: WordingProps) {
  const { t } = useTranslation()
  const fields: [string, string | null][] = [
    [t('finding.publication.problem'), problem],
    [t('finding.publication.measures'), measures.join('\n') || null],
    [t('finding.publication.progress'), progress],
  ]
  return (
    <dl className="wording">
      {fields
        .filter(([, text]) => text)
        .map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="pre wrap-anywhere">{text}</dd>
          </div>
        ))}
    </dl>
  )
}
