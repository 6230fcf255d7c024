/** The part of bidi-js 1.1 that certificates use; its own types give an ES module where Node finds a function. */
declare module 'bidi-js' {
  interface Bidi {
    /** Embedding level of every UTF-16 unit (UAX #9); `auto` takes each paragraph's direction from its first letter. */
    getEmbeddingLevels(
      text: string,
      direction: 'ltr' | 'rtl' | 'auto',
    ): { levels: Uint8Array; paragraphs: { level: number }[] }
    getMirroredCharacter(character: string): string | null
  }
  export default function bidiFactory(): Bidi
}
