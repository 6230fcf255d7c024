import { type Entry, fromBuffer, type ZipFile } from 'yauzl'

export interface UnzippedFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** Date and time fields of the entry, as MS-DOS packs them: the zip format knows no time zone. */
  readonly dosDate: number
  readonly dosTime: number
  readonly utf8: boolean
}

/** Reads a zip with another library than the one that wrote it, checking sizes and names. In the order of the directory. */
export async function unzip(zip: Uint8Array): Promise<UnzippedFile[]> {
  const file = await new Promise<ZipFile>((resolve, reject) => {
    const options = { lazyEntries: true, strictFileNames: true, validateEntrySizes: true }
    fromBuffer(Buffer.from(zip), options, (error, opened) => (opened ? resolve(opened) : reject(error)))
  })
  const files: UnzippedFile[] = []
  await new Promise<void>((resolve, reject) => {
    file.on('error', reject)
    file.on('end', () => resolve())
    file.on('entry', (entry: Entry) => {
      contents(file, entry).then((bytes) => {
        const { fileName: name, lastModFileDate: dosDate, lastModFileTime: dosTime } = entry
        files.push({ name, bytes, dosDate, dosTime, utf8: (entry.generalPurposeBitFlag & 0x800) !== 0 })
        file.readEntry()
      }, reject)
    })
    file.readEntry()
  })
  return files
}

const contents = (file: ZipFile, entry: Entry): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    file.openReadStream(entry, (error, stream) => {
      if (!stream) return reject(error)
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('error', reject)
      stream.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    })
  })
