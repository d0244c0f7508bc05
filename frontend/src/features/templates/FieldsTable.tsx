import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import type { TemplateKind } from '@/api/types'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'

/** What may stand in a template, as the service knows it. */
export function FieldsTable({ kind }: { kind: TemplateKind }) {
  const { t } = useTranslation()
  const fields = useQuery({
    queryKey: ['templates', 'fields', kind],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => call(client.GET('/api/v1/report-templates/fields', { params: { query: { kind } } })),
  })
  if (fields.error) return <ProblemNotice error={fields.error} onRetry={() => void fields.refetch()} />
  if (!fields.data) return <Loading />
  return (
    <>
      <p className="quiet small">{t('templates.fieldsWhat')}</p>
      <section
        className="previewbox"
        style={{ maxHeight: 'none' }}
        aria-label={t('templates.fields')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        <table className="preview">
          <caption className="sr">{t('templates.fields')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('templates.field')}</th>
              <th scope="col">{t('templates.meaning')}</th>
              <th scope="col">{t('templates.inside')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.data.fields.map((field) => (
              <tr key={`${field.each ?? ''}.${field.name}`}>
                <td>
                  <code>{`{{${field.name}}}`}</code>
                </td>
                <td>{field.meaning}</td>
                <td>{field.each && t('templates.eachOf', { each: field.each })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
