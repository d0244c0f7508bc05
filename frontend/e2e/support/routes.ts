/** Every page of the SPA, and a demonstration account whose role shows it with content. */
export const PAGES: { path: string; as: 'clerk' | 'head' | 'auditor' }[] = [
  { path: '/', as: 'clerk' },
  { path: '/findings', as: 'clerk' },
  { path: '/findings/new', as: 'clerk' },
  { path: '/findings/1', as: 'clerk' },
  { path: '/imports', as: 'clerk' },
  { path: '/imports/1', as: 'clerk' },
  { path: '/inspections', as: 'clerk' },
  { path: '/inspections/1', as: 'clerk' },
  { path: '/account', as: 'clerk' },
  { path: '/my-unit', as: 'head' },
  { path: '/trail', as: 'auditor' },
]
