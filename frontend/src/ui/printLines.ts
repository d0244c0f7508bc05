/** Prints a heading and some lines, and nothing of the page around them. */
export function printLines(title: string, lines: string[]): void {
  const frame = document.createElement('iframe')
  frame.style.position = 'fixed'
  frame.style.width = '0'
  frame.style.height = '0'
  frame.style.border = '0'
  frame.setAttribute('aria-hidden', 'true')
  document.body.append(frame)
  const paper = frame.contentDocument
  const view = frame.contentWindow
  if (!paper || !view) {
    frame.remove()
    return
  }
  const heading = paper.createElement('h1')
  heading.textContent = title
  heading.style.font = '600 18px sans-serif'
  const list = paper.createElement('pre')
  list.textContent = lines.join('\n')
  list.style.font = '16px/1.8 monospace'
  paper.title = title
  paper.body.append(heading, list)
  view.addEventListener('afterprint', () => frame.remove())
  view.focus()
  view.print()
}
