import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Input, Select } from 'antd'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay, useMe } from '@/api/queries'
import { moment } from '@/i18n/format'
import { Barred } from '@/ui/Barred'
import { type Column, DenseTable } from '@/ui/DenseTable'
import { Empty } from '@/ui/Empty'
import { Field, UnitSelect } from '@/ui/fields'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useTypedSearch } from '@/ui/useTypedSearch'
import { type Account, accountsChanged, useAccounts, useHalfTask } from './accounts'
import { OpenDialog, type Opened } from './OpenDialog'
import { Secret } from './Secret'
import type { AccountsSearch } from './search'

interface Props {
  search: AccountsSearch
  onSearch: (search: AccountsSearch) => void
}

export function AccountsPage(props: Props) {
  const me = useMe()
  const may = useMay()
  if (!me.data) return me.error ? <ProblemNotice error={me.error} /> : <Loading />
  return may('account.read') ? <Accounts {...props} /> : <Barred page="accounts" />
}

function Accounts({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const [opening, setOpening] = useState(false)
  const [opened, setOpened] = useState<Opened | null>(null)
  const columns = useColumns()
  const list = useAccounts(search)
  const accounts = list.data?.pages.flatMap((page) => page.items) ?? []
  const first = list.data?.pages[0]
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const narrowed = Object.keys(search).length
  return (
    <>
      <PageHead title={t('accounts.title')}>
        {may('account.open') && (
          <Button type="primary" onClick={() => setOpening(true)}>
            {t('accounts.open.button')}
          </Button>
        )}
      </PageHead>
      <p className="quiet" style={{ marginBottom: 12 }}>
        {may('account.open') ? t('accounts.introSystem') : t('accounts.introSecurity')}
      </p>
      <Filters search={search} onSearch={onSearch} />
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      {first && accounts.length === 0 && (
        <Empty
          title={t('accounts.empty')}
          next={narrowed > 0 && <Button onClick={() => onSearch({})}>{t('accounts.clearFilters')}</Button>}
        >
          {narrowed > 0 ? t('accounts.emptyFiltered') : t('accounts.emptyWhat')}
        </Empty>
      )}
      {first && accounts.length > 0 && (
        <DenseTable
          caption={t('accounts.title')}
          columns={columns}
          rows={accounts}
          idOf={(account) => account.id}
          height="calc(100vh - 150px)"
          onEnd={more}
          foot={
            <ListFoot
              shown={accounts.length}
              total={first.total}
              capped={first.total_is_capped}
              hasMore={hasNextPage}
              loading={isFetchingNextPage}
              onMore={more}
            />
          }
        />
      )}
      {opening && (
        <OpenDialog
          onClose={() => setOpening(false)}
          onDone={(made) => {
            setOpening(false)
            setOpened(made)
            accountsChanged()
          }}
        />
      )}
      {opened && (
        <Secret
          title={t('accounts.open.done', { name: opened.name })}
          {...opened}
          onClose={() => {
            setOpened(null)
            void navigate({ to: '/admin/accounts/$accountId', params: { accountId: String(opened.id) } })
          }}
        />
      )}
    </>
  )
}

function Filters({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const typed = useTypedSearch(search.q ?? '', (q) => onSearch({ ...search, q: q || undefined }))
  return (
    <search className="panel" aria-label={t('accounts.filters')}>
      <div className="filterbar">
        <div className="search">
          <Field label={t('accounts.search')}>
            {(id) => <Input id={id} allowClear placeholder={t('accounts.searchPlaceholder')} {...typed} />}
          </Field>
        </div>
        <Field label={t('accounts.unit')}>
          {(id) => (
            <UnitSelect
              id={id}
              value={search.unit_id}
              onChange={(unit_id) => onSearch({ ...search, unit_id })}
            />
          )}
        </Field>
        <Field label={t('accounts.state')}>
          {(id) => (
            <Select
              id={id}
              style={{ width: '100%' }}
              allowClear
              placeholder={t('common.all')}
              value={search.active === undefined ? undefined : String(search.active)}
              options={[
                { value: 'true', label: t('accounts.active') },
                { value: 'false', label: t('accounts.inactive') },
              ]}
              onChange={(value?: string) =>
                onSearch({ ...search, active: value === undefined ? undefined : value === 'true' })
              }
            />
          )}
        </Field>
        <Checkbox
          checked={search.appointed === false}
          onChange={(event) => onSearch({ ...search, appointed: event.target.checked ? false : undefined })}
        >
          {t('accounts.withoutAppointment')}
        </Checkbox>
      </div>
    </search>
  )
}

function useColumns(): Column<Account>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'name',
      title: t('accounts.name'),
      width: 150,
      render: (account) => (
        <Link to="/admin/accounts/$accountId" params={{ accountId: String(account.id) }}>
          {account.name}
        </Link>
      ),
    },
    { key: 'username', title: t('accounts.username'), width: 170, render: (account) => account.username },
    {
      key: 'home',
      title: t('accounts.home'),
      render: (account) => <span className="two">{account.home_unit_name}</span>,
    },
    {
      key: 'state',
      title: t('accounts.state'),
      width: 150,
      render: (account) => <StateOf account={account} />,
    },
    {
      key: 'second',
      title: t('accounts.secondFactor'),
      width: 110,
      render: (account) => (account.second_factor ? t('accounts.set') : t('accounts.notSet')),
    },
    {
      key: 'last',
      title: t('accounts.lastSignIn'),
      width: 150,
      render: (account) => (account.last_sign_in_at ? moment(account.last_sign_in_at) : t('accounts.never')),
    },
  ]
}

export function StateOf({ account }: { account: Account }) {
  const { t } = useTranslation()
  const toHandOver = useHalfTask()(account) === 'mine'
  return (
    <span className="row" style={{ gap: 4 }}>
      <span className={`chip ${account.active ? 'good' : ''}`}>
        {account.active ? t('accounts.active') : t('accounts.inactive')}
      </span>
      {toHandOver && <span className="chip warn">{t('accounts.half.tag')}</span>}
      {account.active && account.must_change_password && !toHandOver && (
        <span className="chip warn">{t('accounts.firstPassword')}</span>
      )}
    </span>
  )
}
