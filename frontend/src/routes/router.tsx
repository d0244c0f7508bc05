import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { parseFilters } from '@/features/ledger/filters'
import { Loading } from '@/ui/Loading'
import { Broken } from './Broken'
import { Gate } from './Gate'
import { Lost } from './Lost'
import { parseSearch, stringifySearch } from './search'

const root = createRootRoute({ component: Gate, notFoundComponent: Lost, errorComponent: Broken })
const getParentRoute = () => root

const today = createRoute({
  getParentRoute,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/today/TodayPage'), 'TodayPage'),
})
const myUnit = createRoute({
  getParentRoute,
  path: '/my-unit',
  component: lazyRouteComponent(() => import('@/features/my-unit/MyUnitPage'), 'MyUnitPage'),
})
const ledger = createRoute({
  getParentRoute,
  path: '/findings',
  validateSearch: (search: Record<string, unknown>) => parseFilters(search),
  component: lazyRouteComponent(() => import('./LedgerRoute'), 'LedgerRoute'),
})
const register = createRoute({
  getParentRoute,
  path: '/findings/new',
  component: lazyRouteComponent(() => import('@/features/finding/RegisterPage'), 'RegisterPage'),
})
const finding = createRoute({
  getParentRoute,
  path: '/findings/$findingId',
  component: lazyRouteComponent(() => import('./FindingRoute'), 'FindingRoute'),
})
const imports = createRoute({
  getParentRoute,
  path: '/imports',
  component: lazyRouteComponent(() => import('@/features/imports/ImportsPage'), 'ImportsPage'),
})
const draft = createRoute({
  getParentRoute,
  path: '/imports/$importId',
  component: lazyRouteComponent(() => import('./ImportRoute'), 'ImportRoute'),
})
const inspections = createRoute({
  getParentRoute,
  path: '/inspections',
  component: lazyRouteComponent(() => import('@/features/inspections/InspectionsPage'), 'InspectionsPage'),
})
const inspection = createRoute({
  getParentRoute,
  path: '/inspections/$inspectionId',
  component: lazyRouteComponent(() => import('./InspectionRoute'), 'InspectionRoute'),
})
const trail = createRoute({
  getParentRoute,
  path: '/trail',
  component: lazyRouteComponent(() => import('@/features/trail/TrailPage'), 'TrailPage'),
})
const account = createRoute({
  getParentRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('@/features/account/AccountPage'), 'AccountPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    today,
    myUnit,
    ledger,
    register,
    finding,
    imports,
    draft,
    inspections,
    inspection,
    trail,
    account,
  ]),
  parseSearch,
  stringifySearch,
  defaultPendingComponent: Loading,
  defaultErrorComponent: Broken,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
