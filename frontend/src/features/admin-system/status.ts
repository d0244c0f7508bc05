import type { Got } from '@/api/types'

export type Status = Got<'/api/v1/system/status'>
export type Finding = Status['findings'][number]

export const SEVERITIES = ['error', 'warning', 'info'] as const
export type Severity = (typeof SEVERITIES)[number]

/** The findings of the check, the gravest first, each severity on its own. */
export function bySeverity(findings: Finding[]): [Severity, Finding[]][] {
  return SEVERITIES.map((severity): [Severity, Finding[]] => [
    severity,
    findings.filter((finding) => finding.severity === severity),
  ]).filter(([, found]) => found.length > 0)
}

/** How long it has been running, in the two units that matter. */
export function uptimeOf(seconds: number): { days: number; hours: number; minutes: number } {
  const minutes = Math.floor(seconds / 60)
  return { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 }
}
