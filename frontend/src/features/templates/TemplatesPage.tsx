import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { queryClient, useLabels, useMay } from '@/api/queries'
import type { Template, TemplateKind } from '@/api/types'
import { moment } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { ConfirmDanger } from '@/ui/ConfirmDanger'
import { Empty } from '@/ui/Empty'
import { Field } from '@/ui/fields'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useDownload } from '@/ui/useDownload'
import { FieldsTable } from './FieldsTable'
import { UploadDialog } from './UploadDialog'

const KEY = ['templates']

/** Word templates of the office: what there is, a file to begin with, what may stand in it, uploading. */
export function TemplatesPage() {
  const { t } = useTranslation()
  const may = useMay()
  const announce = useAnnounce()
  const [uploading, setUploading] = useState(false)
  const keeps = may('template.manage')
  const templates = useQuery({
    queryKey: KEY,
    queryFn: () => call(client.GET('/api/v1/report-templates', { params: { query: { limit: 200 } } })),
  })
  const listed = templates.data?.items
  return (
    <>
      <PageHead title={t('templates.title')}>
        {keeps && (
          <Button type="primary" onClick={() => setUploading(true)}>
            {t('templates.upload')}
          </Button>
        )}
      </PageHead>
      <p className="quiet" style={{ marginBottom: 12 }}>
        {t('templates.what')}
        {!keeps && t('templates.whoUploads')}
      </p>
      <ProblemNotice error={templates.error} onRetry={() => void templates.refetch()} />
      {templates.isPending && !templates.error && <Loading />}
      {listed?.length === 0 && <Empty title={t('templates.none')}>{t('templates.noneWhat')}</Empty>}
      {listed && listed.length > 0 && <List templates={listed} />}
      <Beginning />
      {uploading && (
        <UploadDialog
          onClose={() => setUploading(false)}
          onDone={(made) => {
            setUploading(false)
            announce.good(t('templates.done', { name: made.name }))
            void queryClient.invalidateQueries({ queryKey: KEY })
          }}
        />
      )}
    </>
  )
}

function List({ templates }: { templates: Template[] }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [leaving, setLeaving] = useState<Template | null>(null)
  return (
    <section className="panel" aria-label={t('templates.title')}>
      <ul className="plain lines">
        {templates.map((one) => (
          <Line key={one.id} template={one} onWithdraw={() => setLeaving(one)} />
        ))}
      </ul>
      {leaving && (
        <ConfirmDanger
          title={t('templates.withdrawTitle', { name: leaving.name })}
          okText={t('templates.withdraw')}
          onClose={() => setLeaving(null)}
          run={() =>
            call(
              client.DELETE('/api/v1/report-templates/{template_id}', {
                params: { path: { template_id: leaving.id } },
              }),
            )
          }
          onDone={() => {
            setLeaving(null)
            announce.good(t('templates.withdrawn'))
            void queryClient.invalidateQueries({ queryKey: KEY })
          }}
        >
          {t('templates.withdrawWhat')}
        </ConfirmDanger>
      )}
    </section>
  )
}

function Line({ template, onWithdraw }: { template: Template; onWithdraw: () => void }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const download = useDownload()
  const { id, name } = template
  const save = () =>
    void download.save(
      'content',
      () =>
        client.GET('/api/v1/report-templates/{template_id}/content', {
          params: { path: { template_id: id } },
          parseAs: 'blob',
        }),
      template.file_name,
    )
  return (
    <li>
      <strong className="wrap-anywhere">{name}</strong>
      <span className="chip">{label('template_kind', template.kind)}</span>
      <span>{template.unit.name}</span>
      <span className="small quiet">
        {template.created_by_name} · {moment(template.created_at)}
      </span>
      <span className="row">
        <Button
          size="small"
          loading={download.busy !== null}
          aria-label={t('templates.downloadOf', { name })}
          onClick={save}
        >
          {t('templates.download')}
        </Button>
        {template.may_withdraw && (
          <Button size="small" aria-label={t('templates.withdrawOf', { name })} onClick={onWithdraw}>
            {t('templates.withdraw')}
          </Button>
        )}
      </span>
    </li>
  )
}

/** A ready file for a kind of document, and the fields that may stand in one. */
function Beginning() {
  const { t } = useTranslation()
  const { options, label } = useLabels()
  const download = useDownload()
  const [kind, setKind] = useState<TemplateKind>('report')
  const query = { kind }
  const name = label('template_kind', kind)
  return (
    <section className="panel stack" aria-labelledby="begin-title">
      <h2 id="begin-title">{t('templates.fields')}</h2>
      <div className="row" style={{ alignItems: 'flex-end' }}>
        <Field label={t('templates.kind')}>
          {(id) => (
            <Select
              id={id}
              style={{ minWidth: 160 }}
              value={kind}
              options={options('template_kind')}
              onChange={(chosen: string) => setKind(chosen as TemplateKind)}
            />
          )}
        </Field>
        <Button
          loading={download.busy !== null}
          aria-label={t('templates.starterOf', { kind: name })}
          onClick={() =>
            void download.save(
              'starter',
              () => client.GET('/api/v1/report-templates/starter', { params: { query }, parseAs: 'blob' }),
              `${name}.docx`,
            )
          }
        >
          {t('templates.starter')}
        </Button>
      </div>
      <FieldsTable kind={kind} />
    </section>
  )
}
