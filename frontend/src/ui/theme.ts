import type { ThemeConfig } from 'antd'

/** One blue on white; greys dark enough to read (4.5:1), no shadows beyond what floats. */
export const theme: ThemeConfig = {
  cssVar: { key: 'mingze' },
  hashed: false,
  token: {
    colorPrimary: '#0b57a4',
    colorLink: '#0b57a4',
    colorLinkHover: '#0a4a8c',
    colorLinkActive: '#083b70',
    colorError: '#b3261e',
    colorSuccess: '#1a6b3c',
    colorWarning: '#8a5300',
    colorText: '#1c2430',
    colorTextSecondary: '#4d5867',
    colorTextTertiary: '#5c6672',
    colorTextPlaceholder: '#68727f',
    colorTextDescription: '#4d5867',
    colorTextDisabled: '#68727f',
    colorBorder: '#8c96a3',
    borderRadius: 4,
    fontSize: 14,
    fontFamily: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif',
    motion: false,
  },
}
