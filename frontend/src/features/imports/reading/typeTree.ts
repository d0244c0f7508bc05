import type { ImportDraft } from '@/api/types'

export type Plan = NonNullable<ImportDraft['plan']>
export type ProblemType = Plan['problem_types'][number]

/** A tree as lines: two spaces in front for each level, the number first. */
export function treeToLines(types: readonly ProblemType[], level = 0): string {
  return types
    .map((type) => {
      const own = `${'  '.repeat(level)}${[type.number, type.title].filter(Boolean).join(' ')}`
      return type.children.length > 0 ? `${own}\n${treeToLines(type.children, level + 1)}` : own
    })
    .join('\n')
}

/** One to ten and a hundred, as official documents number. */
const NUMERALS = '\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e'
const NUMBER = new RegExp(
  `^([${NUMERALS}]{1,4}(?=\u3001)|[(\uff08][${NUMERALS}\\d]{1,4}[)\uff09]|\\d{1,3}(?=[.\uff0e\u3001\\s])|[\u2460-\u2473])[.\uff0e\u3001]?\\s*`,
  'u',
)

export function linesToTree(lines: string): ProblemType[] {
  const top: ProblemType[] = []
  const open: { indent: number; children: ProblemType[] }[] = [{ indent: -1, children: top }]
  for (const line of lines.split('\n')) {
    const words = line.trim()
    if (!words) continue
    const indent = line.length - line.trimStart().length
    while (open.length > 1 && (open.at(-1)?.indent ?? -1) >= indent) open.pop()
    const number = NUMBER.exec(words)
    const type: ProblemType = {
      number: number?.[1] ?? '',
      title: words.slice(number?.[0].length ?? 0),
      children: [],
    }
    open.at(-1)?.children.push(type)
    open.push({ indent, children: type.children })
  }
  return top
}

/** All types of a tree in the order they are read. */
export function flat(types: readonly ProblemType[]): ProblemType[] {
  return types.flatMap((type) => [type, ...flat(type.children)])
}
