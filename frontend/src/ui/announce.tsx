import { App } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { describe } from './ProblemNotice'

const REGION = 'live-region'

/** Says a result to screen readers; the region stands in the shell from the start, as readers require. */
function say(text: string): void {
  const region = document.getElementById(REGION)
  if (!region) return
  region.textContent = ''
  requestAnimationFrame(() => {
    region.textContent = text
  })
}

export function LiveRegion() {
  return <div id={REGION} className="sr" role="status" aria-live="polite" />
}

export function useAnnounce() {
  const { message } = App.useApp()
  const { t } = useTranslation()
  const good = useCallback(
    (text: string) => {
      void message.success(text)
      say(text)
    },
    [message],
  )
  const bad = useCallback(
    (error: unknown) => {
      const { title, detail } = describe(error, t)
      const text = detail ? `${title}:${detail}` : title
      void message.error(text, 6)
      say(text)
    },
    [message, t],
  )
  return { good, bad }
}
