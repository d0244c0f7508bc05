import type { ReactNode } from 'react'

/** Nothing to show, and what to do about it. */
export function Empty({ title, children, next }: { title: string; children?: ReactNode; next?: ReactNode }) {
  return (
    <div className="empty">
      <strong>{title}</strong>
      {children}
      {next && <div className="next">{next}</div>}
    </div>
  )
}
