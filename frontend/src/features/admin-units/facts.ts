/** What is entered of a unit; empty where nothing is. */
export interface Facts {
  code: string
  name: string
  short_name: string
  kind: string
  uscc: string
  region_code: string
}

export const NO_FACTS: Facts = { code: '', name: '', short_name: '', kind: '', uscc: '', region_code: '' }

export type FactFault = 'code' | 'uscc' | 'region_code'

/** What can be seen to be wrong before it is sent; the service looks again. */
export function faultsOf(facts: Facts): Partial<Record<keyof Facts, FactFault>> {
  const faults: Partial<Record<keyof Facts, FactFault>> = {}
  if (facts.code && !/^[A-Za-z0-9_-]{1,40}$/.test(facts.code.trim())) faults.code = 'code'
  if (facts.uscc && !/^[0-9A-Z]{18}$/.test(facts.uscc.trim())) faults.uscc = 'uscc'
  if (facts.region_code && !/^\d{6,12}$/.test(facts.region_code.trim())) faults.region_code = 'region_code'
  return faults
}

export function complete(facts: Facts): boolean {
  return (
    facts.code.trim() !== '' &&
    facts.name.trim() !== '' &&
    facts.kind !== '' &&
    Object.keys(faultsOf(facts)).length === 0
  )
}

/** Only what is entered: what was left empty is left out. */
export function entered(facts: Facts): {
  short_name?: string
  uscc?: string
  region_code?: string
} {
  return {
    short_name: facts.short_name.trim() || undefined,
    uscc: facts.uscc.trim() || undefined,
    region_code: facts.region_code.trim() || undefined,
  }
}
