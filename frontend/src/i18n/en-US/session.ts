import type { session as source } from '../zh-CN/session'

export const session: typeof source = {
  title: 'Sign in',
  username: 'User name',
  password: 'Password',
  signIn: 'Sign in',
  needUsername: 'Enter your user name',
  needPassword: 'Enter your password',
  failed: 'Sign-in did not succeed',
  locked: 'Too many attempts, signing in is locked for a while',
  lockedFor:
    'Please wait {{span}} and try again. If you forgot your password, ask the security administrator.',
  over: {
    ended: 'Your session is over, please sign in again',
    idle: 'Nobody was here for a while, please sign in again',
  },
  overWhat:
    'The page you had open and what you typed are still here, out of sight. Sign in with the same account to go on; if somebody else signs in, the page is closed.',
  idle: {
    title: 'Are you still here?',
    left: 'Nothing was done for a while. In {{span}} this goes to the sign-in page; what you typed is kept.',
    stay: 'Go on',
    leave: 'Leave now',
  },
  factor: {
    title: 'Second step',
    askDigits: 'Open the authenticator on your phone and enter the 6 digits it shows for this account.',
    askRecovery: 'Enter any of the recovery codes you saved. Each works once.',
    code: '6-digit code',
    oldCode: 'Current 6 digits, or a recovery code',
    recovery: 'Recovery code',
    needCode: 'Enter the code',
    enter: 'Verify and sign in',
    useRecovery: 'No phone at hand: use a recovery code',
    useDigits: 'Use the 6-digit code',
    back: 'Sign in with another account',
    wrong: 'The code was not accepted',
    wrongDigits:
      'A code changes every 30 seconds and works once. Wait for the next one, and check that the time of your phone is right.',
    wrongRecovery:
      'Please check the recovery code; used ones do not work again. Without any left, the system administrator can reset the second step.',
    gateTitle: 'Please set up a second step first',
    gateWhy:
      'Your role can affect the data of many people, so signing in takes a code from your phone besides the password. Set it up to go on.',
    step1: 'Install an authenticator on your phone (any that supports TOTP; it works without a network).',
    step2: 'Scan the QR code of the next page with it.',
    step3: 'Enter the 6 digits it shows, and save the recovery codes.',
    password: 'To make sure it is you: current password',
    begin: 'Start',
    picture: 'QR code, the same as the secret below',
    scan: 'Scan the QR code with the authenticator.',
    openApp: 'On this phone: open in the authenticator',
    byHand: 'If it cannot be scanned, choose manual entry in the authenticator and type this secret:',
    confirm: 'Switch on',
    codes: 'Save the recovery codes',
    codesWhat:
      'They let you sign in when the phone is lost or replaced. Each works once. They are shown only now; keep them where nobody else sees them.',
    codesPaper: 'Mingze recovery codes ({{name}})',
    codesMade: 'Made {{at}}; earlier recovery codes no longer work',
    codesKept: 'I have saved the recovery codes',
    finish: 'Finish',
  },
  oidc: {
    or: 'or',
    oidc_failed:
      'Signing in through your organisation did not succeed. Please try again, sign in with user name and password, or ask the system administrator.',
    oidc_denied:
      'Your organisation did not agree to sign you in. Sign in with user name and password, or try again there.',
    oidc_unknown:
      'Your organisation knows you, but no account here belongs to it. Sign in with user name and password, or ask the security administrator to allow it.',
    oidc_unavailable:
      'Signing in through your organisation is not available now. Try again later, or sign in with user name and password.',
  },
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
