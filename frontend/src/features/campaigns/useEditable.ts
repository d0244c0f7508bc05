import { useMay } from '@/api/queries'
import type { Campaign } from './types'

const EDITABLE: readonly string[] = ['draft', 'active', 'suspended', 'summarising']

/**
 * Whether what the campaign says may be changed here, and whether its stages and tasks may still be rearranged:
 * once issued, units work by them. The service decides each single case.
 */
export function useEditable(campaign: Campaign): { edit: boolean; arrange: boolean } {
  const edit = useMay()('campaign.manage') && campaign.sees_all && EDITABLE.includes(campaign.state)
  return { edit, arrange: edit && campaign.state === 'draft' }
}
