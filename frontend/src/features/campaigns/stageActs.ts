export type StageAct = 'open' | 'close' | 'move' | 'reopen'

/** What a person may do with a stage on record, while the campaign runs; the service decides again. */
export function stageActs(stage: string): StageAct[] {
  if (stage === 'open') return ['close', 'move']
  return stage === 'planned' ? ['open', 'move'] : ['reopen']
}
