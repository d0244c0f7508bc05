import { useState } from 'react'
import { instantOf, localOf } from './moments'

/** A day and an hour, by the clock of the region. */
export function MomentField({
  id,
  value,
  onChange,
}: {
  id?: string
  value: string | null
  onChange: (value: string | null) => void
}) {
  // What is half typed is not an instant yet; it stays in the field.
  const [local, setLocal] = useState(value ? localOf(value) : '')
  return (
    <input
      id={id}
      className="plainfield"
      type="datetime-local"
      max="2099-12-31T23:59"
      value={local}
      onChange={(event) => {
        setLocal(event.target.value)
        onChange(instantOf(event.target.value))
      }}
    />
  )
}
