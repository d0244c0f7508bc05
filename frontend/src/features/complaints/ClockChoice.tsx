import { Select } from 'antd'
import type { Complaint } from './types'

interface Props {
  id: string
  clocks: Complaint['clocks']
  value: number | undefined
  onChange: (value: number | undefined) => void
}

/** Which of the times that run is meant. */
export function ClockChoice({ id, clocks, value, onChange }: Props) {
  const running = clocks.filter((clock) => clock.state === 'running' || clock.state === 'waiting')
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      value={value}
      options={running.map((clock) => ({
        value: clock.id,
        label: clock.code ? `${clock.purpose}(${clock.code})` : clock.purpose,
      }))}
      onChange={(next: number | undefined) => onChange(next)}
    />
  )
}
