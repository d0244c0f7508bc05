import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import type { ImportRow } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { useDesk } from '../desk'
import { reloadDraft } from '../useDraft'
import { decide } from './decide'
import { type Decision, decidable } from './outcome'

interface Props {
  rows: ImportRow[]
  chosen: ImportRow[]
}

const DECISIONS: Decision[] = ['take', 'keep', 'enter_as_new']

/** One decision for the chosen changes, or for all that conflict with nothing. */
export function DecideButton({ rows, chosen }: Props) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const { draft } = useDesk()
  const announce = useAnnounce()
  const [busy, setBusy] = useState(false)
  const changed = chosen.filter((row) => !row.dropped && row.difference?.state === 'changed')
  const free = decidable(rows)
  const targets = chosen.length > 0 ? changed : free
  if (!rows.some((row) => row.difference?.state === 'changed')) return null

  async function choose(decision: Decision): Promise<void> {
    setBusy(true)
    try {
      const ids = targets
        .filter((row) => decision !== 'take' || row.difference?.blocked == null)
        .map((row) => row.id)
      if (ids.length > 0) await decide(draft.id, ids, decision)
      announce.good(
        t('imports.differences.decided', { count: ids.length, decision: label('row_decision', decision) }),
      )
    } catch (refused) {
      announce.bad(refused)
      await reloadDraft(draft.id)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dropdown
      trigger={['click']}
      disabled={targets.length === 0}
      menu={{
        items: DECISIONS.map((key) => ({ key, label: label('row_decision', key) })),
        onClick: ({ key }) => void choose(key as Decision),
      }}
    >
      <Button size="small" loading={busy} aria-haspopup="menu">
        {chosen.length > 0
          ? t('imports.differences.decideChosen', { count: targets.length })
          : t('imports.differences.decideFree', { count: targets.length })}{' '}
        ▾
      </Button>
    </Dropdown>
  )
}
