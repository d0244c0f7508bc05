import type { ReactNode } from 'react'

interface Shut {
  action: string
  label: string
  reason?: string | null
}

interface Props {
  /** What cannot be done now, each with its reason. */
  actions: readonly Shut[]
  summary: string
  label: (action: Shut) => ReactNode
  open?: boolean
}

/** Why the others are not allowed: folded away, there to be asked. */
export function WhyNot({ actions, summary, label, open }: Props) {
  if (actions.length === 0) return null
  return (
    <details className="whynot" open={open}>
      <summary className="small">{summary}</summary>
      <ul className="plain small">
        {actions.map((action) => (
          <li key={action.action}>
            <b>{label(action)}</b>:{action.reason}
          </li>
        ))}
      </ul>
    </details>
  )
}
