import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Empty } from '@/ui/Empty'
import { describe } from '@/ui/ProblemNotice'

/** A page that failed, or could not be fetched; the rest of the application stays. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const { title, detail } = describe(error, t)
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <div role="alert">
      <Empty title={title} next={<Button onClick={again}>{t('common.retry')}</Button>}>
        {detail}
      </Empty>
    </div>
  )
}
