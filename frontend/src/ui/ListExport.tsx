import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { client } from '@/api/client'
import { useLabels } from '@/api/queries'
import type { ListForm, ListQuery } from '@/api/types'
import { today } from '@/i18n/format'
import { type Fetching, useDownload } from './useDownload'

/** The ledger as it is filtered: every column for work, or one of the five lists to be printed. */
export function ListExport({ query, label }: { query: ListQuery; label: string }) {
  const { t } = useTranslation()
  const labels = useLabels()
  const download = useDownload()
  const forms = labels.options('list_form')
  const items = [
    { key: 'all.xlsx', label: t('common.lists.all') },
    { type: 'divider' as const },
    ...forms.flatMap(({ value, label: name }) => [
      { key: `${value}.docx`, label: t('common.lists.docx', { name }) },
      { key: `${value}.xlsx`, label: t('common.lists.xlsx', { name }) },
    ]),
  ]
  const choose = (key: string) => {
    const [form = '', extension = ''] = key.split('.')
    const name = form === 'all' ? t('ledger.title') : labels.label('list_form', form)
    void download.save(key, fetching(form, extension, query), `${name}-${today()}.${extension}`)
  }
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => choose(key) }}>
      <Button loading={download.busy !== null}>
        {download.busy === null ? label : t('common.preparing')}
      </Button>
    </Dropdown>
  )
}

function fetching(form: string, extension: string, query: ListQuery): Fetching {
  if (form === 'all')
    return () => client.GET('/api/v1/findings/export.xlsx', { params: { query }, parseAs: 'blob' })
  const params = { path: { form: form as ListForm }, query }
  return extension === 'docx'
    ? () => client.GET('/api/v1/findings/lists/{form}.docx', { params, parseAs: 'blob' })
    : () => client.GET('/api/v1/findings/lists/{form}.xlsx', { params, parseAs: 'blob' })
}
