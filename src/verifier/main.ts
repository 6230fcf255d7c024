import { askStatus } from '../certificates/badge/ask-status.ts'
import { checkBadge, MOST_BADGE_CHARACTERS } from '../certificates/badge/check.ts'
import { checkPdf, MOST_PDF_BYTES } from '../certificates/badge/check-pdf.ts'
import type { FileVerdict } from '../certificates/badge/verdict.ts'
import { type Known, readKnown } from './known.ts'
import { show } from './show.ts'

/** Checks files that are dropped on the page. They are read here and sent nowhere. */
function start(): void {
  const [place, said, input, zone, form] = ['file-verdict', 'file-said', 'file', 'drop', 'paste'].map((id) =>
    document.getElementById(id),
  )
  const known = readKnown(document.getElementById('issuer')?.textContent ?? '')
  if (!place || !said || !zone || !(input instanceof HTMLInputElement) || !(form instanceof HTMLFormElement)) return

  const say = (text: string, seen = true): void => {
    said.textContent = text
    said.classList.toggle('unseen', !seen)
  }
  let latest = 0
  const judge = async (name: string, check: () => Promise<FileVerdict>): Promise<void> => {
    latest += 1
    const mine = latest
    place.replaceChildren()
    say('Checking …')
    const verdict = await check()
    // Somebody may have chosen another file in the meantime.
    if (mine !== latest) return
    // Only read out: those who see the page see the banner.
    say(show(place, name, verdict, known), false)
  }
  const judgeFile = (file: File | undefined): void => {
    if (file !== undefined) void judge(file.name, () => checkFile(file, known))
  }

  document.getElementById('no-script')?.remove()
  if (globalThis.crypto.subtle === undefined) {
    say(
      'This page came over a connection that anybody could have changed. Open it over https, or use the copy for offline use.',
    )
    return
  }
  document.getElementById('file-check')?.removeAttribute('hidden')
  input.addEventListener('change', () => {
    judgeFile(input.files?.[0])
    input.value = ''
  })
  // Anywhere on the page: a file dropped beside the zone would otherwise take the page's place.
  document.addEventListener('dragover', (event) => {
    event.preventDefault()
    zone.classList.add('over')
  })
  document.addEventListener('dragleave', () => zone.classList.remove('over'))
  document.addEventListener('drop', (event) => {
    event.preventDefault()
    zone.classList.remove('over')
    judgeFile(event.dataTransfer?.files[0])
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const text = new FormData(form).get('text')
    if (typeof text === 'string' && text.trim() !== '') void judge('', () => checkBadge(text, optionsOf(known)))
  })
}

async function checkFile(file: File, known: Known): Promise<FileVerdict> {
  const head = new TextDecoder('latin1').decode(await file.slice(0, 1024).arrayBuffer())
  const isPdf = head.includes('%PDF-')
  if (file.size > (isPdf ? MOST_PDF_BYTES : MOST_BADGE_CHARACTERS)) return { verdict: 'unknown', doubt: 'too-large' }
  const options = optionsOf(known)
  return isPdf ? checkPdf(new Uint8Array(await file.arrayBuffer()), options) : checkBadge(await file.text(), options)
}

const optionsOf = (known: Known) => ({
  keys: known.keys,
  now: Date.now(),
  status: (credential: Readonly<Record<string, unknown>>) =>
    askStatus(credential, { keys: known.keys, load: (url: string) => load(url, known) }),
})

/** Only this issuer is asked, and only while there is a network; what is sent is the address of a list of thousands. */
async function load(url: string, { publicUrl, offline }: Known): Promise<unknown> {
  if (offline || !url.startsWith(`${publicUrl}/badges/`)) return undefined
  const response = await fetch(url.slice(publicUrl.length), { credentials: 'omit', cache: 'no-cache' })
  return response.ok ? ((await response.json()) as unknown) : undefined
}

start()
