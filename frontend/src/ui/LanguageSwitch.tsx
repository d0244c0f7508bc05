import { useTranslation } from 'react-i18next'
import { LANGUAGES, setLanguage } from '@/i18n'
import { languageNames } from '@/i18n/names'

export function LanguageSwitch() {
  const { i18n } = useTranslation()
  return (
    <div className="row" style={{ justifyContent: 'center' }}>
      {LANGUAGES.map((language) => (
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
