/** @jsxImportSource preact */
import { render } from 'preact'
import { receiveShards } from './book.ts'
import { type BookHost, type CodeBookPlayer, PLAYER_GLOBAL } from './host.ts'
import { Panel } from './panel.tsx'
import './codebook.css'

/** A separate script, loaded when the code book is first opened. Once drawn it stays, hidden or not, so that a search goes on. */
let root: HTMLElement | undefined
let shown: BookHost | undefined

function draw(open: boolean): void {
  if (shown === undefined) return
  if (root === undefined) {
    root = document.createElement('div')
    root.id = 'codebook'
    document.body.append(root)
  }
  document.body.classList.toggle('with-book', open)
  render(<Panel host={shown} open={open} close={close} />, root)
}

function close(): void {
  draw(false)
  shown?.closed()
}

receiveShards()
const player: CodeBookPlayer = {
  show: (host) => {
    shown = host
    draw(true)
  },
  hide: () => draw(false),
}
Reflect.set(globalThis, PLAYER_GLOBAL, player)
