/** Parts of a text that are set off, by character from its beginning. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly kind: 'highlight' | 'strike' | 'evidence' | 'found' | 'current'
}

/** Where words are in a text, whatever the spaces between them and whether letters are large or small. */
export function findWords(text: string, words: string): { readonly from: number; readonly to: number }[] {
  const parts = words
    .trim()
    .split(/\s+/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  if (parts.join('') === '') return []
  return [...text.matchAll(new RegExp(parts.join('\\s+'), 'gi'))].map(({ index, 0: found }) => ({
    from: index,
    to: index + found.length,
  }))
}

/** Sets a span off: what was set off the same way there is set back instead. */
export function toggled(spans: readonly Span[], next: Span): Span[] {
  const others = spans.filter((one) => one.kind !== next.kind || one.to <= next.from || one.from >= next.to)
  return others.length < spans.length ? others : [...spans, next]
}

/** The selected part of an element; undefined when nothing in it is selected. */
export function selectedIn(root: HTMLElement): { readonly from: number; readonly to: number } | undefined {
  const selection = root.ownerDocument.getSelection()
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return undefined
  const before = root.ownerDocument.createRange()
  before.selectNodeContents(root)
  before.setEnd(range.startContainer, range.startOffset)
  const from = before.toString().length
  return { from, to: from + range.toString().length }
}

/** Wraps each span of the element's text in its own element. */
export function wrapSpans(root: HTMLElement, spans: readonly Span[]): void {
  for (const span of spans) {
    const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (node instanceof Text) texts.push(node)
    let at = 0
    for (const text of texts) {
      const start = at
      at += text.length
      if (at <= span.from || start >= span.to || text.data.trim() === '') continue
      const tail = text.splitText(Math.max(0, span.from - start))
      tail.splitText(Math.min(at, span.to) - Math.max(start, span.from))
      const element = root.ownerDocument.createElement(span.kind === 'strike' ? 's' : 'mark')
      element.className = span.kind
      tail.replaceWith(element)
      element.append(tail)
    }
  }
}
