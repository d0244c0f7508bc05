/** Which rows of equal height are worth drawing for a scroll position, with some to spare on both sides. */
export function visibleRange(
  scrollTop: number,
  viewport: number,
  rowHeight: number,
  count: number,
  spare = 12,
): { from: number; to: number } {
  const first = Math.floor(scrollTop / rowHeight)
  const from = Math.min(Math.max(0, first - spare), Math.max(0, count - 1))
  const to = Math.min(count, first + Math.ceil(viewport / rowHeight) + spare)
  return { from, to: Math.max(from, to) }
}
