import { useLabels } from '@/api/queries'
import { presentLight } from './light'

/** The state of the clock: shape, word and colour say the same thing. */
export function Light({ light, bare = false }: { light: string; bare?: boolean }) {
  const { label } = useLabels()
  const shown = presentLight(light)
  const word = label('light', shown.colour)
  return (
    <span className={`light ${shown.colour}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <path d={shown.path} fill="currentColor" />
      </svg>
      {bare ? <span className="sr">{word}</span> : word}
    </span>
  )
}
