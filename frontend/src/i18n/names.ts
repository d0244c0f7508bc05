import type { Language } from './index'

/** Each language called by its own name, whatever the language of the page. */
export const languageNames: Record<Language, string> = { 'zh-CN': '中文', 'en-US': 'English' }
