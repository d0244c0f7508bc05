import './i18n'
import './styles/index.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { useTranslation } from 'react-i18next'
import { queryClient } from './api/queries'
import { router } from './routes/router'
import { theme } from './ui/theme'

function Mingze() {
  const { i18n } = useTranslation()
  return (
    <ConfigProvider
      theme={theme}
      button={{ autoInsertSpace: false }}
      locale={i18n.language === 'en-US' ? enUS : zhCN}
    >
      <App component={false}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  )
}

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Mingze />
  </StrictMode>,
)
