import type { TFunction } from 'i18next'

interface Asked {
  cadence: string
  cutoff_day: number | null
  due_day: number
  since: string
  until: string | null
}

const WEEKDAYS = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const

/** How often a report is owed, up to which day it counts and by which day it is in, in a sentence. */
export function requirementWords(
  asked: Asked,
  t: TFunction,
  label: (name: string, code: string) => string,
): string {
  const day = (value: number) => {
    const weekday = asked.cadence === 'weekly' ? WEEKDAYS[value - 1] : undefined
    return weekday ? t(`imports.reading.weekday.${weekday}`) : t('campaigns.requirement.day', { day: value })
  }
  const often = label('cadence', asked.cadence)
  const said = [
    asked.cutoff_day === null
      ? t('campaigns.requirement.whole', { often })
      : t('campaigns.requirement.cutoff', { often, day: day(asked.cutoff_day) }),
    t('campaigns.requirement.due', { day: day(asked.due_day) }),
    asked.until
      ? t('campaigns.requirement.fromTo', { since: asked.since, until: asked.until })
      : t('campaigns.requirement.from', { since: asked.since }),
  ]
  return said.join(t('campaigns.pause'))
}
