import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { parseAcceptances } from '@/features/acceptances/search'
import { parseAccountsSearch } from '@/features/admin-accounts/search'
import { parseUnitsSearch } from '@/features/admin-units/search'
import { parseBurden } from '@/features/burden/search'
import { parseCampaign, parseCampaigns } from '@/features/campaigns/search'
import { parseCommitments } from '@/features/commitments/search'
import { parseStatistics } from '@/features/complaint-statistics/search'
import { parseBoard, parseComplaints } from '@/features/complaints/search'
import { parseDutyFilters, parseMyDuties } from '@/features/duties/search'
import { parseHotline } from '@/features/hotline/search'
import { parseInbox } from '@/features/inbox/search'
import { parseFilters } from '@/features/ledger/filters'
import { parseOutcomes } from '@/features/outcomes/search'
import { parseReceptions } from '@/features/receptions/search'
import { parseSuggestions } from '@/features/suggestions/search'
import { parseCalendar, parseLimits } from '@/features/time-limits/search'
import { parseTrailSearch } from '@/features/trail/search'
import { Loading } from '@/ui/Loading'
import { Broken } from './Broken'
import { Gate } from './Gate'
import { Lost } from './Lost'
import { lazyPage } from './lazyPage'
import { parseSearch, stringifySearch } from './search'

const root = createRootRoute({ component: Gate, notFoundComponent: Lost, errorComponent: Broken })
const getParentRoute = () => root

const today = createRoute({
  getParentRoute,
  path: '/',
  component: lazyPage(() => import('@/features/today/TodayPage'), 'TodayPage'),
})
const myUnit = createRoute({
  getParentRoute,
  path: '/my-unit',
  component: lazyPage(() => import('@/features/my-unit/MyUnitPage'), 'MyUnitPage'),
})
const myDuties = createRoute({
  getParentRoute,
  path: '/my-duties',
  validateSearch: (search: Record<string, unknown>) => parseMyDuties(search),
  component: lazyPage(() => import('./MyDutiesRoute'), 'MyDutiesRoute'),
})
const duty = createRoute({
  getParentRoute,
  path: '/duties/$dutyId',
  component: lazyPage(() => import('./DutyRoute'), 'DutyRoute'),
})
const dutiesOfCampaign = createRoute({
  getParentRoute,
  path: '/campaigns/$campaignId/duties',
  validateSearch: (search: Record<string, unknown>) => parseDutyFilters(search),
  component: lazyPage(() => import('./DutiesOfCampaignRoute'), 'DutiesOfCampaignRoute'),
})
const myTasks = createRoute({
  getParentRoute,
  path: '/campaigns/$campaignId/my-tasks',
  component: lazyPage(() => import('./MyTasksRoute'), 'MyTasksRoute'),
})
const dutyRequests = createRoute({
  getParentRoute,
  path: '/campaigns/$campaignId/duty-requests',
  component: lazyPage(() => import('./DutyRequestsRoute'), 'DutyRequestsRoute'),
})
const reportResult = createRoute({
  getParentRoute,
  path: '/report-results/$resultId',
  component: lazyPage(() => import('./ReportResultRoute'), 'ReportResultRoute'),
})
const campaigns = createRoute({
  getParentRoute,
  path: '/campaigns',
  validateSearch: (search: Record<string, unknown>) => parseCampaigns(search),
  component: lazyPage(() => import('./CampaignsRoute'), 'CampaignsRoute'),
})
const campaign = createRoute({
  getParentRoute,
  path: '/campaigns/$campaignId',
  validateSearch: (search: Record<string, unknown>) => parseCampaign(search),
  component: lazyPage(() => import('./CampaignRoute'), 'CampaignRoute'),
})
const campaignTemplates = createRoute({
  getParentRoute,
  path: '/campaign-templates',
  component: lazyPage(() => import('@/features/campaigns/CampaignTemplatesPage'), 'CampaignTemplatesPage'),
})
const commitments = createRoute({
  getParentRoute,
  path: '/commitments',
  validateSearch: (search: Record<string, unknown>) => parseCommitments(search),
  component: lazyPage(() => import('./CommitmentsRoute'), 'CommitmentsRoute'),
})
const commitment = createRoute({
  getParentRoute,
  path: '/commitments/$commitmentId',
  component: lazyPage(() => import('./CommitmentRoute'), 'CommitmentRoute'),
})
const outcomes = createRoute({
  getParentRoute,
  path: '/outcomes',
  validateSearch: (search: Record<string, unknown>) => parseOutcomes(search),
  component: lazyPage(() => import('./OutcomesRoute'), 'OutcomesRoute'),
})
const suggestions = createRoute({
  getParentRoute,
  path: '/suggestions',
  validateSearch: (search: Record<string, unknown>) => parseSuggestions(search),
  component: lazyPage(() => import('./SuggestionsRoute'), 'SuggestionsRoute'),
})
const burden = createRoute({
  getParentRoute,
  path: '/burden',
  validateSearch: (search: Record<string, unknown>) => parseBurden(search),
  component: lazyPage(() => import('./BurdenRoute'), 'BurdenRoute'),
})
const ledger = createRoute({
  getParentRoute,
  path: '/findings',
  validateSearch: (search: Record<string, unknown>) => parseFilters(search),
  component: lazyPage(() => import('./LedgerRoute'), 'LedgerRoute'),
})
const register = createRoute({
  getParentRoute,
  path: '/findings/new',
  component: lazyPage(() => import('@/features/finding/RegisterPage'), 'RegisterPage'),
})
const finding = createRoute({
  getParentRoute,
  path: '/findings/$findingId',
  component: lazyPage(() => import('./FindingRoute'), 'FindingRoute'),
})
const imports = createRoute({
  getParentRoute,
  path: '/imports',
  component: lazyPage(() => import('@/features/imports/ImportsPage'), 'ImportsPage'),
})
const draft = createRoute({
  getParentRoute,
  path: '/imports/$importId',
  component: lazyPage(() => import('./ImportRoute'), 'ImportRoute'),
})
const inspections = createRoute({
  getParentRoute,
  path: '/inspections',
  component: lazyPage(() => import('@/features/inspections/InspectionsPage'), 'InspectionsPage'),
})
const inspection = createRoute({
  getParentRoute,
  path: '/inspections/$inspectionId',
  component: lazyPage(() => import('./InspectionRoute'), 'InspectionRoute'),
})
const templates = createRoute({
  getParentRoute,
  path: '/templates',
  component: lazyPage(() => import('@/features/templates/TemplatesPage'), 'TemplatesPage'),
})
const timeLimits = createRoute({
  getParentRoute,
  path: '/time-limits',
  validateSearch: (search: Record<string, unknown>) => parseLimits(search),
  component: lazyPage(() => import('./TimeLimitsRoute'), 'TimeLimitsRoute'),
})
const timeLimit = createRoute({
  getParentRoute,
  path: '/time-limits/$code',
  component: lazyPage(() => import('./TimeLimitRoute'), 'TimeLimitRoute'),
})
const workCalendar = createRoute({
  getParentRoute,
  path: '/work-calendar',
  validateSearch: (search: Record<string, unknown>) => parseCalendar(search),
  component: lazyPage(() => import('./WorkCalendarRoute'), 'WorkCalendarRoute'),
})
const complaints = createRoute({
  getParentRoute,
  path: '/complaints',
  validateSearch: (search: Record<string, unknown>) => parseComplaints(search),
  component: lazyPage(() => import('./ComplaintsRoute'), 'ComplaintsRoute'),
})
const newComplaint = createRoute({
  getParentRoute,
  path: '/complaints/new',
  component: lazyPage(() => import('@/features/complaints/RegisterPage'), 'RegisterPage'),
})
const complaint = createRoute({
  getParentRoute,
  path: '/complaints/$complaintId',
  component: lazyPage(() => import('./ComplaintRoute'), 'ComplaintRoute'),
})
const similarComplaints = createRoute({
  getParentRoute,
  path: '/complaints/$complaintId/similar',
  component: lazyPage(() => import('./SimilarComplaintsRoute'), 'SimilarComplaintsRoute'),
})
const complaintClocks = createRoute({
  getParentRoute,
  path: '/complaint-clocks',
  validateSearch: (search: Record<string, unknown>) => parseBoard(search),
  component: lazyPage(() => import('./ComplaintClocksRoute'), 'ComplaintClocksRoute'),
})
const complaintStatistics = createRoute({
  getParentRoute,
  path: '/complaint-statistics',
  validateSearch: (search: Record<string, unknown>) => parseStatistics(search),
  component: lazyPage(() => import('./ComplaintStatisticsRoute'), 'ComplaintStatisticsRoute'),
})
const acceptances = createRoute({
  getParentRoute,
  path: '/acceptances',
  validateSearch: (search: Record<string, unknown>) => parseAcceptances(search),
  component: lazyPage(() => import('./AcceptancesRoute'), 'AcceptancesRoute'),
})
const acceptance = createRoute({
  getParentRoute,
  path: '/acceptances/$acceptanceId',
  component: lazyPage(() => import('./AcceptanceRoute'), 'AcceptanceRoute'),
})
const hotline = createRoute({
  getParentRoute,
  path: '/hotline',
  validateSearch: (search: Record<string, unknown>) => parseHotline(search),
  component: lazyPage(() => import('./HotlineRoute'), 'HotlineRoute'),
})
const receptions = createRoute({
  getParentRoute,
  path: '/receptions',
  validateSearch: (search: Record<string, unknown>) => parseReceptions(search),
  component: lazyPage(() => import('./ReceptionsRoute'), 'ReceptionsRoute'),
})
const reception = createRoute({
  getParentRoute,
  path: '/receptions/$unitId',
  component: lazyPage(() => import('./ReceptionRoute'), 'ReceptionRoute'),
})
const trail = createRoute({
  getParentRoute,
  path: '/trail',
  validateSearch: (search: Record<string, unknown>) => parseTrailSearch(search),
  component: lazyPage(() => import('./TrailRoute'), 'TrailRoute'),
})
const units = createRoute({
  getParentRoute,
  path: '/admin/units',
  validateSearch: (search: Record<string, unknown>) => parseUnitsSearch(search),
  component: lazyPage(() => import('./UnitsRoute'), 'UnitsRoute'),
})
const accounts = createRoute({
  getParentRoute,
  path: '/admin/accounts',
  validateSearch: (search: Record<string, unknown>) => parseAccountsSearch(search),
  component: lazyPage(() => import('./AccountsRoute'), 'AccountsRoute'),
})
const accountOfOne = createRoute({
  getParentRoute,
  path: '/admin/accounts/$accountId',
  component: lazyPage(() => import('./AccountOfOneRoute'), 'AccountOfOneRoute'),
})
const handover = createRoute({
  getParentRoute,
  path: '/admin/accounts/$accountId/handover',
  component: lazyPage(() => import('./HandoverRoute'), 'HandoverRoute'),
})
const system = createRoute({
  getParentRoute,
  path: '/admin/system',
  component: lazyPage(() => import('@/features/admin-system/SystemPage'), 'SystemPage'),
})
const inbox = createRoute({
  getParentRoute,
  path: '/inbox',
  validateSearch: parseInbox,
  component: lazyPage(() => import('./InboxRoute'), 'InboxRoute'),
})
const account = createRoute({
  getParentRoute,
  path: '/account',
  component: lazyPage(() => import('@/features/account/AccountPage'), 'AccountPage'),
})

// What `validateSearch` leaves out stays in a match's search: the pages' routes parse once more as they read it.
export const router = createRouter({
  routeTree: root.addChildren([
    today,
    myUnit,
    myDuties,
    duty,
    dutiesOfCampaign,
    myTasks,
    dutyRequests,
    reportResult,
    campaigns,
    campaign,
    campaignTemplates,
    burden,
    commitments,
    commitment,
    outcomes,
    suggestions,
    ledger,
    register,
    finding,
    imports,
    draft,
    inspections,
    inspection,
    templates,
    timeLimits,
    timeLimit,
    workCalendar,
    complaints,
    newComplaint,
    complaint,
    similarComplaints,
    complaintClocks,
    complaintStatistics,
    acceptances,
    acceptance,
    hotline,
    receptions,
    reception,
    trail,
    units,
    accounts,
    accountOfOne,
    handover,
    system,
    inbox,
    account,
  ]),
  parseSearch,
  stringifySearch,
  defaultPendingComponent: Loading,
  defaultErrorComponent: Broken,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultStructuralSharing: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
