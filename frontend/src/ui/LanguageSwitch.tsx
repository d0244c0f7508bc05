import { useTranslation } from 'react-i18next'
import { LANGUAGES, setLanguage } from '@/i18n'
import { languageNames } from '@/i18n/names'

/** `others`: only what one may change to, where there is little room. */
export function LanguageSwitch({ others = false }: { others?: boolean }) {
  const { i18n } = useTranslation()
  return (
    <div className="row" style={{ justifyContent: 'center' }}>
      {LANGUAGES.filter((language) => !others || i18n.language !== language).map((language) => (
        <button
          key={language}
          type="button"
          className="link"
          lang={language}
          aria-current={i18n.language === language ? 'true' : undefined}
          style={{ fontWeight: i18n.language === language ? 600 : 400 }}
          onClick={() => setLanguage(language)}
        >
          {languageNames[language]}
        </button>
      ))}
    </div>
  )
}
