import {
  ApartmentOutlined,
  AuditOutlined,
  BarChartOutlined,
  BarsOutlined,
  CalendarOutlined,
  CarryOutOutlined,
  CommentOutlined,
  CustomerServiceOutlined,
  DashboardOutlined,
  FieldTimeOutlined,
  FileAddOutlined,
  FileWordOutlined,
  FlagOutlined,
  HomeOutlined,
  InboxOutlined,
  LikeOutlined,
  MoreOutlined,
  NotificationOutlined,
  PhoneOutlined,
  PieChartOutlined,
  ProfileOutlined,
  SafetyCertificateOutlined,
  SolutionOutlined,
  TeamOutlined,
  TrophyOutlined,
  UserOutlined,
} from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay, useMe } from '@/api/queries'
import type { zhCN } from '@/i18n/zh-CN'
import { LiveRegion } from './announce'
import { Bell } from './Bell'
import { LanguageSwitch } from './LanguageSwitch'
import { signOut } from './signOut'

type Group = 'work' | 'complaints' | 'administration' | 'oneself'

interface Place {
  to: string
  key: keyof typeof zhCN.common.nav
  group: Group
  icon: ReactNode
  /** Any of these opens it; none named: everybody. */
  permissions?: string[]
  /** For whom it is the daily work: on a phone it stands in the bar before what others open too. */
  daily?: string
}

const PLACES: Place[] = [
  {
    to: '/',
    key: 'today',
    group: 'work',
    icon: <HomeOutlined />,
    permissions: ['finding.read', 'complaint.read'],
  },
  {
    to: '/my-unit',
    key: 'myUnit',
    group: 'work',
    icon: <ProfileOutlined />,
    permissions: ['measure.report'],
    daily: 'measure.report',
  },
  {
    to: '/my-duties',
    key: 'myDuties',
    group: 'work',
    icon: <CarryOutOutlined />,
    permissions: ['duty.prepare'],
    daily: 'duty.prepare',
  },
  {
    to: '/campaigns',
    key: 'campaigns',
    group: 'work',
    icon: <FlagOutlined />,
    permissions: ['campaign.read'],
  },
  {
    to: '/burden',
    key: 'burden',
    group: 'work',
    icon: <BarChartOutlined />,
    permissions: ['campaign.read'],
  },
  {
    to: '/commitments',
    key: 'commitments',
    group: 'work',
    icon: <NotificationOutlined />,
    permissions: ['campaign.read'],
  },
  {
    to: '/suggestions',
    key: 'suggestions',
    group: 'work',
    icon: <CommentOutlined />,
    permissions: ['campaign.read'],
  },
  {
    to: '/outcomes',
    key: 'outcomes',
    group: 'work',
    icon: <TrophyOutlined />,
    permissions: ['campaign.read'],
  },
  {
    to: '/findings',
    key: 'ledger',
    group: 'work',
    icon: <BarsOutlined />,
    permissions: ['finding.read', 'finding.register'],
  },
  { to: '/inbox', key: 'inbox', group: 'work', icon: <InboxOutlined /> },
  {
    to: '/imports',
    key: 'imports',
    group: 'work',
    icon: <FileAddOutlined />,
    permissions: ['import.manage'],
  },
  {
    to: '/inspections',
    key: 'inspections',
    group: 'work',
    icon: <AuditOutlined />,
    permissions: ['finding.read'],
  },
  {
    to: '/templates',
    key: 'templates',
    group: 'work',
    icon: <FileWordOutlined />,
    permissions: ['report.write', 'template.manage'],
  },
  {
    to: '/time-limits',
    key: 'timeLimits',
    group: 'work',
    icon: <FieldTimeOutlined />,
    permissions: ['time_limit.read'],
  },
  {
    to: '/work-calendar',
    key: 'workCalendar',
    group: 'work',
    icon: <CalendarOutlined />,
    permissions: ['time_limit.read'],
  },
  {
    to: '/complaints',
    key: 'complaints',
    group: 'complaints',
    icon: <SolutionOutlined />,
    permissions: ['complaint.read'],
    daily: 'complaint.handle',
  },
  {
    to: '/hotline',
    key: 'hotline',
    group: 'complaints',
    icon: <CustomerServiceOutlined />,
    permissions: ['hotline.exchange'],
  },
  {
    to: '/acceptances',
    key: 'acceptances',
    group: 'complaints',
    icon: <LikeOutlined />,
    permissions: ['finding.read', 'complaint.read'],
  },
  {
    to: '/complaint-statistics',
    key: 'complaintStatistics',
    group: 'complaints',
    icon: <PieChartOutlined />,
    permissions: ['complaint.figures'],
  },
  {
    to: '/receptions',
    key: 'receptions',
    group: 'complaints',
    icon: <PhoneOutlined />,
    permissions: ['complaint.read', 'complaint.figures'],
  },
  {
    to: '/admin/units',
    key: 'units',
    group: 'administration',
    icon: <ApartmentOutlined />,
    permissions: ['unit.manage'],
  },
  {
    to: '/admin/accounts',
    key: 'accounts',
    group: 'administration',
    icon: <TeamOutlined />,
    permissions: ['account.read', 'account.open', 'account.manage'],
  },
  {
    to: '/admin/system',
    key: 'system',
    group: 'administration',
    icon: <DashboardOutlined />,
    permissions: ['system.read'],
  },
  {
    to: '/trail',
    key: 'trail',
    group: 'administration',
    icon: <SafetyCertificateOutlined />,
    permissions: ['event.read'],
  },
  { to: '/account', key: 'account', group: 'oneself', icon: <UserOutlined /> },
]
const GROUPS: Group[] = ['work', 'complaints', 'administration', 'oneself']

/** The frame around every page of those who signed in; it offers only what the person may open. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const me = useMe().data
  const may = useMay()
  const [open, setOpen] = useState(false)
  const places = PLACES.filter((place) => !place.permissions || place.permissions.some(may))
  const first = inBar(places, may)
  const rest = places.filter((place) => !first.includes(place))
  const link = (place: Place) => (
    <Link
      key={place.to}
      to={place.to}
      activeOptions={{ exact: place.to === '/', includeSearch: false }}
      activeProps={{ className: 'active' }}
      onClick={() => setOpen(false)}
    >
      {place.icon}
      <span>{t(`common.nav.${place.key}`)}</span>
    </Link>
  )
  return (
    <>
      <a className="skip" href="#main">
        {t('common.skip')}
      </a>
      <header className="topbar">
        <Link to="/" className="brand">
          <b>{t('common.product')}</b>
          <span className="quiet">{t('common.tagline')}</span>
        </Link>
        <div className="who">
          <span>{me ? `${me.name}${me.home_unit ? ` · ${me.home_unit.name}` : ''}` : ''}</span>
          <Bell />
          <LanguageSwitch others />
          <Button size="small" onClick={() => void signOut()}>
            {t('common.signOut')}
          </Button>
        </div>
      </header>
      <div className="frame">
        <nav className="sidenav" aria-label={t('common.menu')}>
          <div className="inner">
            {GROUPS.map((group) => (
              <Places key={group} group={group} places={places} link={link} />
            ))}
          </div>
        </nav>
        <main className="page" id="main" tabIndex={-1}>
          {children}
        </main>
      </div>
      <nav className="bottomnav" aria-label={t('common.menu')}>
        {first.map(link)}
        {rest.length > 0 && (
          <button type="button" aria-expanded={open} onClick={() => setOpen(true)}>
            <MoreOutlined />
            <span>{t('common.more')}</span>
          </button>
        )}
      </nav>
      <Drawer
        placement="bottom"
        open={open}
        onClose={() => setOpen(false)}
        title={t('common.more')}
        size="default"
      >
        <div className="stack drawer-links">{rest.map(link)}</div>
      </Drawer>
      <LiveRegion />
    </>
  )
}

/** The three that a thumb reaches: today, the daily work, then as they come. */
function inBar(places: Place[], may: (permission: string) => boolean): Place[] {
  const daily = ({ to, daily }: Place) => to === '/' || (daily !== undefined && may(daily))
  return [...places.filter(daily), ...places.filter((place) => !daily(place))].slice(0, 3)
}

/** One group of the menu; named only where there is more than one. */
function Places(props: { group: Group; places: Place[]; link: (place: Place) => ReactNode }) {
  const { t } = useTranslation()
  const own = props.places.filter((place) => place.group === props.group)
  if (own.length === 0) return null
  const { group } = props
  const named = (group === 'complaints' || group === 'administration') && own.length < props.places.length
  return (
    <div className="navgroup">
      {named && <p className="small quiet navname">{t(`common.navGroup.${group}`)}</p>}
      {own.map(props.link)}
    </div>
  )
}
