import { openPromise } from 'yauzl'

/** Takes the content of one file. */
type Keep = (path: string, content: AsyncIterable<Uint8Array>) => Promise<void>

/**
 * Hands over every file of a zip that `readCourse` found nothing wrong with, one after the other, without ever holding one
 * whole. Names are those of the directory; nothing is written to them here.
 */
export async function unpackCourse(file: string, keep: Keep): Promise<void> {
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false })
  // An error that comes while nobody waits would end the process.
  zip.on('error', () => undefined)
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue
      const stream = await zip.openReadStreamPromise(entry)
      await keep(entry.fileName, stream as AsyncIterable<Uint8Array>)
    }
  } finally {
    zip.close()
  }
}
