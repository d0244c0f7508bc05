import { allows } from './acts'
import type { Campaign } from './types'

/** What of the campaign may be changed now by this person, as the service says. */
export function editableOf(campaign: Campaign) {
  return {
    edit: allows(campaign, 'edit'),
    stages: allows(campaign, 'edit_stages'),
    runStages: allows(campaign, 'run_stages'),
    units: allows(campaign, 'edit_units'),
    tasks: allows(campaign, 'edit_tasks'),
    requirements: allows(campaign, 'edit_requirements'),
  }
}
