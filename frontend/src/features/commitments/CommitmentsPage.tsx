import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels, useMay } from '@/api/queries'
import { day } from '@/i18n/format'
import { CampaignSelect } from '@/ui/CampaignSelect'
import { DueDate } from '@/ui/DueDate'
import { Field } from '@/ui/fields'
import { CardList } from '@/ui/PagedList'
import { PageHead } from '@/ui/PageHead'
import { CommitmentDialog } from './CommitmentDialog'
import { CommitmentChip, PromiseChip } from './chips'
import { useCommitments, usePromises } from './queries'
import { type CommitmentsSearch, parseCommitments } from './search'
import type { CommitmentLine, PromiseLine } from './types'

interface Props {
  search: CommitmentsSearch
  onSearch: (search: CommitmentsSearch) => void
  onOpen: (id: number) => void
}

/** What units said and promised in public; and the promises themselves, by the day they fall due. */
export function CommitmentsPage({ search, onSearch, onOpen }: Props) {
  const { t } = useTranslation()
  const may = useMay()
  const [writing, setWriting] = useState(false)
  const set = (part: { [Key in keyof CommitmentsSearch]: CommitmentsSearch[Key] | undefined }) =>
    onSearch(parseCommitments({ ...search, ...part }))
  return (
    <>
      <PageHead title={t('commitments.title')}>
        {may('duty.prepare') && (
          <Button type="primary" onClick={() => setWriting(true)}>
            {t('commitments.write')}
          </Button>
        )}
      </PageHead>
      <p className="quiet small" style={{ marginBottom: 12 }}>
        {t('commitments.what')}
      </p>
      <div className="row" style={{ marginBottom: 12, alignItems: 'flex-end' }}>
        <Segmented
          aria-label={t('commitments.which')}
          value={search.promises ? 'promises' : 'texts'}
          options={[
            { value: 'texts', label: t('commitments.texts') },
            { value: 'promises', label: t('commitments.promises') },
          ]}
          onChange={(value) => set({ promises: value === 'promises' || undefined, overdue: undefined })}
        />
        <div className="grow" style={{ maxWidth: 360 }}>
          <Field label={t('commitments.campaign')}>
            {(id) => (
              <CampaignSelect id={id} value={search.campaign} onChange={(campaign) => set({ campaign })} />
            )}
          </Field>
        </div>
        {search.promises && (
          <Checkbox
            checked={search.overdue ?? false}
            onChange={(event) => set({ overdue: event.target.checked || undefined })}
          >
            {t('commitments.onlyOverdue')}
          </Checkbox>
        )}
      </div>
      {search.promises ? <Promises search={search} /> : <Texts search={search} />}
      {writing && (
        <CommitmentDialog
          campaign={search.campaign}
          onClose={() => setWriting(false)}
          onDone={(made) => {
            setWriting(false)
            onOpen(made.id)
          }}
        />
      )}
    </>
  )
}

function Texts({ search }: { search: CommitmentsSearch }) {
  const { t } = useTranslation()
  return (
    <CardList
      list={useCommitments(search)}
      none={t('commitments.none')}
      noneWhat={t('commitments.noneWhat')}
      card={(line) => <Text key={line.id} line={line} />}
    />
  )
}

function Text({ line }: { line: CommitmentLine }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (
    <li className="card">
      <div className="stack tight">
        <div className="row">
          <CommitmentChip state={line.state} />
          <span className="chip">{label('commitment_kind', line.kind)}</span>
          {line.inner_only && <span className="chip key">{t('commitments.inner')}</span>}
          {line.promises_overdue > 0 && (
            <span className="chip bad">
              {t('commitments.overdueCount', { count: line.promises_overdue })}
            </span>
          )}
        </div>
        <Link to="/commitments/$commitmentId" params={{ commitmentId: String(line.id) }}>
          {line.title}
        </Link>
        <span className="small quiet">
          {[
            line.unit.name,
            line.person,
            line.published_on && t('commitments.publishedOn', { day: day(line.published_on) }),
            line.promises > 0 && t('commitments.keptOf', { kept: line.promises_kept, all: line.promises }),
            line.campaign.name,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
    </li>
  )
}

function Promises({ search }: { search: CommitmentsSearch }) {
  const { t } = useTranslation()
  return (
    <CardList
      list={usePromises(search)}
      none={t('commitments.noPromises')}
      noneWhat={t('commitments.noPromisesWhat')}
      card={(line) => <Line key={line.id} line={line} />}
    />
  )
}

function Line({ line }: { line: PromiseLine }) {
  const running = line.state === 'open' || line.state === 'extended'
  return (
    <li className="card">
      <div className="stack tight">
        <div className="row">
          <PromiseChip state={line.state} overdue={line.overdue} />
          <DueDate on={line.due_on} running={running} />
        </div>
        <Link
          to="/commitments/$commitmentId"
          params={{ commitmentId: String(line.commitment_id) }}
          hash={`promise-${line.id}`}
        >
          {line.text}
        </Link>
        <span className="small quiet">
          {[line.who, line.unit.name, line.person, line.commitment_title].filter(Boolean).join(' · ')}
        </span>
      </div>
    </li>
  )
}
