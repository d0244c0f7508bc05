import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { PrintedCode } from '@/ui/PrintedCode'
import type { Reception } from './types'

/** The code that opens the unit's own complaint form, to be put up where people wait. */
export function PortalCode({ reception }: { reception: Reception }) {
  const { t } = useTranslation()
  const { unit, phones } = reception
  const load = () =>
    call(
      client.GET('/api/v1/units/{unit_id}/portal-code', {
        params: { path: { unit_id: unit.id }, query: { format: 'svg' } },
        parseAs: 'blob',
      }),
    ) as Promise<unknown> as Promise<Blob>
  return (
    <section className="panel stack" aria-labelledby="code-title">
      <h2 id="code-title">{t('receptions.code')}</h2>
      <p className="small quiet">{t('receptions.codeWhat')}</p>
      <PrintedCode
        of={['portal-code', unit.id]}
        load={load}
        mediaType="image/svg+xml"
        title={t('receptions.codeOf', { name: unit.name })}
        lines={[
          t('receptions.codeLine'),
          ...(phones.length > 0
            ? [t('receptions.codePhones', { phones: phones.join(t('receptions.comma')) })]
            : []),
        ]}
      />
    </section>
  )
}
