import { Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useLabels } from '@/api/queries'
import { useAnnounce } from '@/ui/announce'
import { Field } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import type { Acceptance, Result } from './types'

interface Props {
  acceptance: Acceptance
  onClose: () => void
  onDone: () => void
}

const RESULTS: Result[] = ['stands', 'reopen_asked']

/** What the office found: the closure stands, or the leader is asked to reopen the finding. Nothing by itself. */
export function LookBackDialog({ acceptance, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const announce = useAnnounce()
  const [result, setResult] = useState<Result>()
  const [text, setText] = useState('')
  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/acceptances/{acceptance_id}/look-back', {
          params: {
            path: { acceptance_id: acceptance.id },
            header: { 'if-match': ifMatch(acceptance.version) },
          },
          body: { result: result as Result, text: text.trim() },
        }),
      ),
    onDone: () => {
      announce.good(t('common.saved'))
      onDone()
    },
    onReload: onDone,
    typed: () => text,
  })
  return (
    <SubmitDialog
      title={t('acceptances.record')}
      okText={t('acceptances.record')}
      disabled={!result || text.trim() === ''}
      submission={submission}
      onClose={onClose}
    >
      <fieldset className="bare">
        <legend className="small">{t('acceptances.result')}</legend>
        <Radio.Group
          value={result}
          onChange={(event) => setResult(event.target.value as Result)}
          options={RESULTS.map((value) => ({ value, label: label('look_back_result', value) }))}
        />
      </fieldset>
      {result === 'reopen_asked' && <p className="small quiet">{t('acceptances.reopenWhat')}</p>}
      <Field
        label={t(result === 'reopen_asked' ? 'acceptances.foundReason' : 'acceptances.found')}
        fault={submission.faults.text}
        required
      >
        {(id, described, invalid) => (
          <Input.TextArea
            id={id}
            aria-describedby={described}
            aria-invalid={invalid}
            rows={4}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
    </SubmitDialog>
  )
}
