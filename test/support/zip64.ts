import { crc32 } from 'node:zlib'

const FULL16 = 0xffff
const FULL32 = 0xffffffff
const VERSION = 45

/** A zip whose entries and directory use the zip64 extension (APPNOTE §4.3.14, §4.5.3), stored without compression. */
export function zip64(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const raw = Buffer.from(name)
    const sum = crc32(content)
    const sizes = Buffer.alloc(20)
    sizes.writeUInt16LE(1, 0)
    sizes.writeUInt16LE(16, 2)
    sizes.writeBigUInt64LE(BigInt(content.length), 4)
    sizes.writeBigUInt64LE(BigInt(content.length), 12)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(VERSION, 4)
    head.writeUInt16LE(0x800, 6)
    head.writeUInt32LE(sum, 14)
    head.writeUInt32LE(FULL32, 18)
    head.writeUInt32LE(FULL32, 22)
    head.writeUInt16LE(raw.length, 26)
    head.writeUInt16LE(sizes.length, 28)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(VERSION, 4)
    entry.writeUInt16LE(VERSION, 6)
    entry.writeUInt16LE(0x800, 8)
    entry.writeUInt32LE(sum, 16)
    entry.writeUInt32LE(FULL32, 20)
    entry.writeUInt32LE(FULL32, 24)
    entry.writeUInt16LE(raw.length, 28)
    entry.writeUInt16LE(sizes.length, 30)
    entry.writeUInt32LE(offset, 42)
    local.push(head, raw, sizes, Buffer.from(content))
    central.push(entry, raw, sizes)
    offset += head.length + raw.length + sizes.length + content.length
  }
  const directory = Buffer.concat(central)
  const count = BigInt(Object.keys(files).length)
  const end64 = Buffer.alloc(56)
  end64.writeUInt32LE(0x06064b50, 0)
  end64.writeBigUInt64LE(44n, 4)
  end64.writeUInt16LE(VERSION, 12)
  end64.writeUInt16LE(VERSION, 14)
  end64.writeBigUInt64LE(count, 24)
  end64.writeBigUInt64LE(count, 32)
  end64.writeBigUInt64LE(BigInt(directory.length), 40)
  end64.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(offset + directory.length), 8)
  locator.writeUInt32LE(1, 16)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(FULL16, 8)
  end.writeUInt16LE(FULL16, 10)
  end.writeUInt32LE(FULL32, 12)
  end.writeUInt32LE(FULL32, 16)
  return new Uint8Array(Buffer.concat([...local, directory, end64, locator, end]))
}
