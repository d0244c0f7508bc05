import { useTranslation } from 'react-i18next'
import type { zhCN } from '@/i18n/zh-CN'
import { Empty } from './Empty'
import { PageHead } from './PageHead'

/** A page reached by its address, by somebody it is not for: who uses it, and nothing to press. */
export function Barred({ page }: { page: keyof typeof zhCN.common.barred }) {
  const { t } = useTranslation()
  return (
    <>
      <PageHead title={t(`common.nav.${page}`)} />
      <Empty title={t(`common.barred.${page}`)} />
    </>
  )
}
