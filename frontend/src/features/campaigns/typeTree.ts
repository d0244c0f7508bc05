/** A kind of problem under its number; known ones keep their id, findings refer to it. */
export interface TypeNode {
  id?: number | null
  number: string
  title: string
  children?: TypeNode[]
}

/** A tree as rows with a level each, as they are edited. */
export interface TypeRow {
  id: number | null
  number: string
  title: string
  level: number
}

/** The service keeps three levels. */
export const LEVELS = 3

export function toRows(types: readonly TypeNode[], level = 0): TypeRow[] {
  return types.flatMap(({ id, number, title, children }) => [
    { id: id ?? null, number, title, level },
    ...toRows(children ?? [], level + 1),
  ])
}

/** Rows as a tree; a level that leaps hangs on what stands before it. */
export function toTree(rows: readonly TypeRow[]): TypeNode[] {
  const top: TypeNode[] = []
  const open: TypeNode[][] = [top]
  for (const { id, number, title, level } of rows) {
    const depth = Math.min(level, open.length - 1)
    open.length = depth + 1
    const children: TypeNode[] = []
    open[depth]?.push({ ...(id ? { id } : {}), number, title, children })
    open.push(children)
  }
  return top
}
