import type { session as source } from '../zh-CN/session'

export const session: typeof source = {
  title: 'Sign in',
  username: 'User name',
  password: 'Password',
  signIn: 'Sign in',
  needUsername: 'Enter your user name',
  needPassword: 'Enter your password',
  failed: 'Sign-in did not succeed',
  expired: 'Your session has expired, please sign in again',
  expiredWhat:
    'What you typed is still here. Sign in with the same account and save again; if somebody else signs in, this page is closed.',
  first: {
    title: 'First sign-in: please change your password',
    why: 'An administrator set your first password. Choose one that only you know before you go on.',
    old: 'Current password',
    next: 'New password',
    again: 'New password again',
    rule: 'At least 12 characters; or at least 8 with three of: capitals, small letters, digits, other signs. It may not contain your user name.',
    short: 'At least 8 characters',
    differ: 'The two new passwords differ',
    same: 'The new password must differ from the current one',
    submit: 'Change password',
    done: 'Password changed',
  },
}
