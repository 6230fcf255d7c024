import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

/**
 * Writes lines to a file, compressed where its name ends in .gz. The file appears when it is whole and on the disk; one
 * that is there already is left alone, and the error says so (EEXIST).
 */
export async function writeLines(file: string, lines: AsyncIterable<string>): Promise<void> {
  if (await stat(file).catch(() => undefined)) {
    throw Object.assign(new Error(`${file} exists`), { code: 'EEXIST', path: file })
  }
  const part = `${file}.part`
  const target = createWriteStream(part, { mode: 0o600, flush: true })
  try {
    const text = Readable.from(inBlocks(lines), { objectMode: false })
    await (file.endsWith('.gz') ? pipeline(text, createGzip(), target) : pipeline(text, target))
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** Characters handed on at once: a step for every short line would cost more than the line. */
const BLOCK = 64_000

async function* inBlocks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let block = ''
  for await (const line of lines) {
    block += `${line}\n`
    if (block.length < BLOCK) continue
    yield block
    block = ''
  }
  if (block !== '') yield block
}

/** A compressed file that cannot be read to its end. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError'
}

/** The lines of a file, uncompressed where its name ends in .gz. */
export async function* readLines(file: string): AsyncGenerator<string> {
  // Fails at once and with the path where there is nothing to read; readline would swallow it.
  await stat(file)
  const source = createReadStream(file)
  const input = file.endsWith('.gz') ? source.pipe(createGunzip()) : source
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  let failed: unknown
  source.once('error', (error: Error) => input.destroy(error))
  // readline ends quietly in some versions of Node.js when its input fails.
  input.once('error', (error: Error) => {
    failed ??= error
    lines.close()
  })
  try {
    for await (const line of lines) yield line
  } catch (error) {
    failed ??= error
  }
  if (failed instanceof Error && 'code' in failed && String(failed.code).startsWith('Z_')) {
    throw new DamagedFileError(`${file} is cut off, or not compressed as its name says.`)
  }
  if (failed !== undefined) throw failed
}
