import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Progress, Select } from 'antd'
import type { TFunction } from 'i18next'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { queryClient, useLabels, useMay, useMe, useMeta } from '@/api/queries'
import type { ImportDraft, ImportLine } from '@/api/types'
import { upload } from '@/api/upload'
import { fileSize, moment, number } from '@/i18n/format'
import { Barred } from '@/ui/Barred'
import { type Column, DenseTable } from '@/ui/DenseTable'
import { Empty } from '@/ui/Empty'
import { Field } from '@/ui/fields'
import { sizeFault } from '@/ui/files/fileFault'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'

export const ACCEPTED = '.docx,.pdf,.xlsx,.csv,.txt,.md,.html,.htm'

export function ImportsPage() {
  const me = useMe()
  const may = useMay()
  if (!me.data) return <Loading />
  return may('import.manage') ? <Imports /> : <Barred page="imports" />
}

function Imports() {
  const { t } = useTranslation()
  const list = useInfiniteQuery({
    queryKey: ['imports'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(client.GET('/api/v1/imports', { params: { query: { cursor: pageParam, limit: 50 } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
  const drafts = list.data?.pages.flatMap((page) => page.items) ?? []
  const first = list.data?.pages[0]
  return (
    <>
      <PageHead title={t('imports.title')} />
      <p className="quiet" style={{ marginBottom: 12, maxWidth: 760 }}>
        {t('imports.intro')}
      </p>
      <DropZone />
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      {first && drafts.length === 0 && <Empty title={t('imports.empty')}>{t('imports.emptyWhat')}</Empty>}
      {first && drafts.length > 0 && (
        <DenseTable
          caption={t('imports.title')}
          columns={draftColumns(t)}
          rows={drafts}
          idOf={(draft) => draft.id}
          foot={
            <ListFoot
              shown={drafts.length}
              total={first.total}
              capped={first.total_is_capped}
              hasMore={list.hasNextPage}
              loading={list.isFetchingNextPage}
              onMore={() => void list.fetchNextPage()}
            />
          }
        />
      )}
    </>
  )
}

function draftColumns(t: TFunction): Column<ImportLine>[] {
  return [
    {
      key: 'title',
      title: t('imports.col.title'),
      render: (draft) => (
        <Link to="/imports/$importId" params={{ importId: String(draft.id) }} className="two">
          {draft.title ?? draft.file.name}
        </Link>
      ),
    },
    {
      key: 'file',
      title: t('imports.col.file'),
      width: 220,
      render: (draft) => <span className="two">{draft.file.name}</span>,
    },
    {
      key: 'state',
      title: t('imports.col.state'),
      width: 90,
      render: (draft) => <Stage state={draft.state} />,
    },
    {
      key: 'rows',
      title: t('imports.col.rows'),
      width: 70,
      numeric: true,
      render: (draft) => number(draft.rows_count),
    },
    { key: 'by', title: t('imports.col.by'), width: 110, render: (draft) => draft.created_by?.name ?? '' },
    { key: 'at', title: t('imports.col.at'), width: 140, render: (draft) => moment(draft.created_at) },
  ]
}

const TONES: Record<string, string> = { draft: 'blue', confirmed: 'good' }

export function Stage({ state }: { state: string }) {
  const { label } = useLabels()
  return <span className={`chip ${TONES[state] ?? ''}`}>{label('import_state', state)}</span>
}

function formOf(file: File, office: number | undefined): Record<string, string | Blob> {
  return office === undefined ? { file } : { file, unit_id: String(office) }
}

function DropZone() {
  const { t } = useTranslation()
  const id = useId()
  const navigate = useNavigate()
  const [over, setOver] = useState(false)
  const [percent, setPercent] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [refused, setRefused] = useState<string>()
  const most = useMeta().data?.upload_max_bytes
  const [tooBad, setTooBad] = useState<string | null>(null)
  const offices = (useMe().data?.appointments ?? []).filter((entry) => entry.role === 'clerk')
  const [office, setOffice] = useState<number | null>(null)

  async function send(file: File | undefined): Promise<void> {
    if (!file || percent !== null) return
    setError(null)
    setRefused(file.name)
    const fault = sizeFault(file.size, most)
    setTooBad(fault && t(`common.file.${fault}`, { name: file.name, most: fileSize(most ?? 0) }))
    if (fault) return
    setPercent(0)
    const chosenOffice = office ?? offices[0]?.unit.id
    try {
      const draft = await upload<ImportDraft>('/api/v1/imports', formOf(file, chosenOffice), setPercent)
      void queryClient.invalidateQueries({ queryKey: ['imports'] })
      await navigate({ to: '/imports/$importId', params: { importId: String(draft.id) } })
    } catch (problem) {
      setError(problem)
    } finally {
      setPercent(null)
    }
  }

  return (
    <>
      <ProblemNotice error={error} subject={refused} />
      {tooBad && (
        <div className="notice bad" role="alert">
          {tooBad}
        </div>
      )}
      {offices.length > 1 && (
        <div style={{ maxWidth: 360, marginBottom: 12 }}>
          <Field label={t('imports.forUnit')}>
            {(field) => (
              <Select
                id={field}
                style={{ width: '100%' }}
                value={office ?? offices[0]?.unit.id}
                options={offices.map((entry) => ({ value: entry.unit.id, label: entry.unit.name }))}
                onChange={setOffice}
              />
            )}
          </Field>
        </div>
      )}
      <label
        htmlFor={id}
        className={`dropzone${over ? ' over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          void send(event.dataTransfer.files[0])
        }}
      >
        {percent === null ? (
          <>
            <strong>{over ? t('imports.dropHere') : t('imports.drop')}</strong>
            <span className="quiet small">
              {t('imports.formats')}
              {most !== undefined && ` · ${t('common.file.limit', { most: fileSize(most) })}`}
            </span>
          </>
        ) : (
          <span role="status">
            <strong>{percent < 100 ? t('common.uploading', { percent }) : t('imports.reading')}</strong>
            <Progress percent={percent} showInfo={false} style={{ width: 260 }} />
          </span>
        )}
        <input
          id={id}
          type="file"
          className="sr"
          accept={ACCEPTED}
          disabled={percent !== null}
          onChange={(event) => {
            void send(event.target.files?.[0])
            event.target.value = ''
          }}
        />
      </label>
    </>
  )
}
