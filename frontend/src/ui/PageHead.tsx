import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'

/** The page's heading; it also names the browser tab. */
export function PageHead({
  title,
  children,
  extra,
}: {
  title: string
  children?: ReactNode
  extra?: ReactNode
}) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${title} · ${t('common.product')}`
  }, [title, t])
  return (
    <div className="pagehead">
      <h1>{title}</h1>
      {extra}
      {children && <div className="side">{children}</div>}
    </div>
  )
}
