type StageKey = 'draft' | 'confirmed' | 'discarded'

const TONES: Record<StageKey, string> = { draft: 'blue', confirmed: 'good', discarded: '' }

export function stageOf(state: string): { key: StageKey; tone: string } {
  const key = state in TONES ? (state as StageKey) : 'draft'
  return { key, tone: TONES[key] }
}
