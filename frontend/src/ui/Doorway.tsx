import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageSwitch } from './LanguageSwitch'

/** The page before the pages: one panel, the language, and where somebody is half in already the way out. */
export function Doorway(props: {
  children: ReactNode
  brand?: boolean
  wide?: boolean
  onLeave?: () => void
}) {
  const { t } = useTranslation()
  return (
    <main className={`doorway${props.wide ? ' wide' : ''}`}>
      <div className="panel">
        {props.brand && (
          <p className="doorbrand">
            <b>{t('common.product')}</b>
            <span className="quiet">{t('common.tagline')}</span>
          </p>
        )}
        {props.children}
      </div>
      <div className="row" style={{ justifyContent: 'center', gap: 20 }}>
        <LanguageSwitch />
        {props.onLeave && (
          <Button type="link" size="small" onClick={props.onLeave}>
            {t('common.signOut')}
          </Button>
        )}
      </div>
    </main>
  )
}
