const BROWSERS: [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/MicroMessenger\//, 'WeChat'],
  [/\b(?:QQBrowser|MQQBrowser)\//, 'QQ Browser'],
  [/\bFirefox\//, 'Firefox'],
  [/\bHeadlessChrome\//, 'Chrome'],
  [/\bChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const SYSTEMS: [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Kylin|UOS|deepin/i, 'Kylin / UOS'],
  [/Linux/, 'Linux'],
]

function first(rules: [RegExp, string][], text: string): string | null {
  return rules.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

/** What signed in, as far as it says so: `Chrome · Windows`; a program by its own name. */
export function agentName(agent: string | null): string | null {
  if (!agent) return null
  const known = [first(BROWSERS, agent), first(SYSTEMS, agent)].filter(Boolean)
  return known.length > 0 ? known.join(' · ') : (agent.split(/[\s/]/)[0] ?? agent).slice(0, 40)
}
