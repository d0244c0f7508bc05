import { useQueries } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useMay } from '@/api/queries'
import { number } from '@/i18n/format'

type Clocks = 'late' | 'escalated' | 'supervised'
type Stage = 'registered' | 'to_sign'

const clocks = (show: Clocks) =>
  call(client.GET('/api/v1/complaint-clocks', { params: { query: { show, limit: 1 } } }))
const stage = (state: Stage) =>
  call(client.GET('/api/v1/complaints', { params: { query: { state: [state], limit: 1 } } }))

interface Figure {
  key: 'toAssign' | 'toSign' | 'disputed' | 'late' | 'escalated' | 'supervised'
  count: () => Promise<{ total: number | null }>
  to: LinkProps
  bad?: boolean
  /** For those who hand out and sign; leaders see what is late. */
  hands?: boolean
}

const FIGURES: Figure[] = [
  {
    key: 'toAssign',
    count: () => stage('registered'),
    to: { to: '/complaints', search: { view: 'to_assign' } },
    hands: true,
  },
  {
    key: 'toSign',
    count: () => stage('to_sign'),
    to: { to: '/complaints', search: { view: 'to_sign' } },
    hands: true,
  },
  {
    key: 'disputed',
    count: () =>
      call(
        client.GET('/api/v1/complaints', { params: { query: { disputed: true, mine: 'office', limit: 1 } } }),
      ),
    to: { to: '/complaints', search: { view: 'disputed' } },
    bad: true,
    hands: true,
  },
  { key: 'late', count: () => clocks('late'), to: { to: '/complaint-clocks' }, bad: true },
  {
    key: 'escalated',
    count: () => clocks('escalated'),
    to: { to: '/complaint-clocks', search: { which: 'escalated' } },
    bad: true,
  },
  {
    key: 'supervised',
    count: () => clocks('supervised'),
    to: { to: '/complaint-clocks', search: { which: 'supervised' } },
  },
]

/** Complaints that wait, are late or supervised; each number opens its list. */
export function Complaints() {
  const { t } = useTranslation()
  const hands = useMay()('complaint.handle')
  const figures = FIGURES.filter((figure) => hands || !figure.hands)
  const counts = useQueries({
    queries: figures.map(({ key, count }) => ({
      queryKey: ['complaint-clocks', 'today', key],
      queryFn: count,
    })),
  })
  return (
    <section className="panel" aria-labelledby="complaints-title">
      <h2 id="complaints-title">{t('today.complaints.title')}</h2>
      <ul className="plain counts">
        {figures.map(({ key, to, bad }, place) => {
          const count = counts[place]?.data?.total ?? 0
          return (
            <li key={key} className={bad && count > 0 ? 'bad' : undefined}>
              <Link {...to}>
                {t(`today.complaints.${key}`)} {number(count)}
              </Link>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
