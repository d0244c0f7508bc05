import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

interface Props {
  id: number
  subject: string
  number: string
  children?: ReactNode
}

/** What it is about on one line; its number and marks beneath. */
export function Subject({ id, subject, number, children }: Props) {
  return (
    <>
      <Link to="/complaints/$complaintId" params={{ complaintId: String(id) }} className="oneline">
        {subject}
      </Link>
      <span className="under">
        {number} {children}
      </span>
    </>
  )
}
