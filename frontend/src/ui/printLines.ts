/** Prints a heading and some lines, and nothing of the page around them. */
export function printLines(title: string, lines: string[]): void {
  print(title, (paper) => {
    const list = paper.createElement('pre')
    list.textContent = lines.join('\n')
    list.style.font = '16px/1.8 monospace'
    return [list]
  })
}

/** Prints a picture under a heading, with some lines beneath it: a code to be put up on a wall. */
export function printPicture(title: string, address: string, lines: string[]): void {
  print(title, (paper) => {
    paper.body.style.textAlign = 'center'
    const picture = paper.createElement('img')
    picture.src = address
    picture.alt = ''
    picture.style.width = '9cm'
    const words = lines.map((line) => {
      const paragraph = paper.createElement('p')
      paragraph.textContent = line
      paragraph.style.font = '18px/1.6 sans-serif'
      return paragraph
    })
    return [picture, ...words]
  })
}

function print(title: string, fill: (paper: Document) => HTMLElement[]): void {
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
  paper.title = title
  paper.body.append(heading, ...fill(paper))
  view.addEventListener('afterprint', () => frame.remove())
  const pictures = [...paper.images].map((picture) => picture.decode())
  void Promise.allSettled(pictures).then(() => {
    view.focus()
    view.print()
  })
}
