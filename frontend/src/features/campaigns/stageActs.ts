/** What a person may do with a stage on record; the service decides again. */
export function stageActs(campaign: string, stage: string): ('open' | 'close' | 'move')[] {
  if (campaign !== 'active' && campaign !== 'summarising') return []
  if (stage === 'open') return ['close', 'move']
  return stage === 'planned' ? ['open', 'move'] : ['open']
}
