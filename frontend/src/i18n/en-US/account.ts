import type { account as source } from '../zh-CN/account'

export const account: typeof source = {
  title: 'My account',
  who: 'Who you are',
  username: 'User name',
  name: 'Name',
  home: 'Unit',
  roles: 'Appointments',
  role: '{{role}} ({{unit}})',
  password: 'Change password',
  language: 'Language',
}
