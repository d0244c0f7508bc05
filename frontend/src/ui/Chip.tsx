import { useLabels } from '@/api/queries'

/** A state by the service's own word; colour only underlines. */
export function Chip({ of, code, tones }: { of: string; code: string; tones: Record<string, string> }) {
  const { label } = useLabels()
  return <span className={`chip ${tones[code] ?? ''}`}>{label(of, code)}</span>
}
