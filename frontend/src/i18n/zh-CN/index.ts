import { account } from './account'
import { common } from './common'
import { event } from './event'
import { finding } from './finding'
import { imports } from './imports'
import { inspections } from './inspections'
import { ledger } from './ledger'
import { myUnit } from './my-unit'
import { session } from './session'
import { today } from './today'
import { trail } from './trail'

export const zhCN = {
  common,
  event,
  session,
  today,
  imports,
  ledger,
  finding,
  myUnit,
  inspections,
  trail,
  account,
}
