import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '@/api/client'
import { nameFrom, saveBlob } from '@/api/download'
import { ApiProblem } from '@/api/problem'
import { i18next } from '@/i18n'
import { today } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'

type Kind = 'xlsx' | 'csv'

async function fetchUnits(kind: Kind): Promise<void> {
  const path = kind === 'csv' ? '/api/v1/units/export.csv' : '/api/v1/units/export.xlsx'
  const answer = await client.GET(path, { parseAs: 'blob' })
  if (!answer.response.ok) throw new ApiProblem(answer.response.status, answer.error)
  const fallback = `${i18next.t('units.title')}-${today()}.${kind}`
  const name = nameFrom(answer.response.headers.get('Content-Disposition'), fallback)
  saveBlob(answer.data as unknown as Blob, name)
}

/** All units of one's scope, in the columns an import reads. */
export function ExportButton() {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [busy, setBusy] = useState(false)
  async function save(kind: Kind): Promise<void> {
    setBusy(true)
    try {
      await fetchUnits(kind)
      announce.good(t('units.exported'))
    } catch (refused) {
      announce.bad(refused)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'xlsx', label: t('units.exportXlsx') },
          { key: 'csv', label: t('units.exportCsv') },
        ],
        onClick: ({ key }) => void save(key as Kind),
      }}
    >
      <Button loading={busy}>{t('units.export')}</Button>
    </Dropdown>
  )
}

/** A file with nothing in it but the columns an import knows; the mark at its start is for Excel. */
export function TemplateButton() {
  const { t } = useTranslation()
  return (
    <Button
      type="link"
      onClick={() =>
        saveBlob(
          new Blob([`\ufeff${t('units.templateColumns')}\r\n`], { type: 'text/csv;charset=utf-8' }),
          t('units.templateName'),
        )
      }
    >
      {t('units.template')}
    </Button>
  )
}
