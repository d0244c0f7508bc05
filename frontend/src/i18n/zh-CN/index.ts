import { acceptances } from './acceptances'
import { account } from './account'
import { accounts } from './accounts'
import { burden } from './burden'
import { campaigns } from './campaigns'
import { commitments } from './commitments'
import { common } from './common'
import { complaints } from './complaints'
import { duties } from './duties'
import { event } from './event'
import { finding } from './finding'
import { hotline } from './hotline'
import { imports } from './imports'
import { inbox } from './inbox'
import { inspections } from './inspections'
import { ledger } from './ledger'
import { letters } from './letters'
import { likeness } from './likeness'
import { myUnit } from './my-unit'
import { outcomes } from './outcomes'
import { receptions } from './receptions'
import { session } from './session'
import { statistics } from './statistics'
import { suggestions } from './suggestions'
import { system } from './system'
import { templates } from './templates'
import { timeLimits, workCalendar } from './time-limits'
import { today } from './today'
import { trail } from './trail'
import { units } from './units'

export const zhCN = {
  common,
  burden,
  campaigns,
  duties,
  event,
  session,
  today,
  imports,
  inbox,
  ledger,
  finding,
  likeness,
  myUnit,
  inspections,
  commitments,
  outcomes,
  suggestions,
  templates,
  timeLimits,
  workCalendar,
  trail,
  complaints,
  receptions,
  hotline,
  letters,
  acceptances,
  statistics,
  units,
  accounts,
  system,
  account,
}
