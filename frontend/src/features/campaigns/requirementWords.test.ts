import { expect, it } from 'vitest'
import { i18next } from '@/i18n'
import { requirementWords } from './requirementWords'

const words = (part: Partial<Parameters<typeof requirementWords>[0]>) =>
  requirementWords(
    { cadence: 'monthly', cutoff_day: null, due_day: 1, since: '2026-06-01', until: null, ...part },
    i18next.t,
    (_, code) => (code === 'weekly' ? '每周' : '每月'),
  )

it('says the two days apart', () => {
  expect(words({ cutoff_day: 25 })).toBe('每月一期,数据截至当期25日,下一期1日前报送,2026-06-01起')
  expect(words({})).toBe('每月一期,数据截至当期最后一天,下一期1日前报送,2026-06-01起')
})

it('says days of a week by their names', () => {
  expect(words({ cadence: 'weekly', cutoff_day: 5, due_day: 2, until: '2026-11-30' })).toBe(
    '每周一期,数据截至当期星期五,下一期星期二前报送,2026-06-01至2026-11-30',
  )
})
