import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { enUS } from './en-US'
import { zhCN } from './zh-CN'

export const LANGUAGES = ['zh-CN', 'en-US'] as const
export type Language = (typeof LANGUAGES)[number]
const KEY = 'mingze.language'

function remembered(): Language {
  const kept = localStorage.getItem(KEY)
  return LANGUAGES.find((language) => language === kept) ?? 'zh-CN'
}

export function setLanguage(language: Language): void {
  localStorage.setItem(KEY, language)
  void i18next.changeLanguage(language)
}

i18next.on('languageChanged', (language) => {
  document.documentElement.lang = language
})

void i18next.use(initReactI18next).init({
  resources: { 'zh-CN': { translation: zhCN }, 'en-US': { translation: enUS } },
  lng: remembered(),
  fallbackLng: 'zh-CN',
  interpolation: { escapeValue: false },
  returnNull: false,
})

export { i18next }
