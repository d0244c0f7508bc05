import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { EditDialog } from '@/ui/EditDialog'
import { Field } from '@/ui/fields'
import { useDesk } from '../desk'
import { linesToTree, type ProblemType, treeToLines } from './typeTree'
import { planWith, usePart } from './usePart'

/** Problem types as lines: quicker to put right than a tree of boxes. */
export function TypesDialog({ types, onClose }: { types: readonly ProblemType[]; onClose: () => void }) {
  const { t } = useTranslation()
  const { draft } = useDesk()
  const { now, set, dirty, submission } = usePart(
    { lines: treeToLines(types) },
    ({ lines }) => (draft.plan ? planWith(draft.plan, { problem_types: linesToTree(lines) }) : {}),
    onClose,
  )
  return (
    <EditDialog
      title={t('imports.reading.edit', { what: t('imports.reading.plan.typesShort') })}
      submission={submission}
      dirty={dirty}
      onClose={onClose}
      width={760}
    >
      <Field label={t('imports.reading.plan.typeLines')} help={t('imports.reading.plan.typeLinesHelp')}>
        {(id, described) => (
          <Input.TextArea
            id={id}
            aria-describedby={described}
            autoSize={{ minRows: 8, maxRows: 24 }}
            value={now.lines}
            onChange={(event) => set({ lines: event.target.value })}
          />
        )}
      </Field>
    </EditDialog>
  )
}
