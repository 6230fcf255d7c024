/** The part of svg-to-pdfkit 0.1 that handouts use; it ships no types. */
declare module 'svg-to-pdfkit' {
  interface Options {
    /** Points. */
    width: number
    height: number
    assumePt: boolean
    preserveAspectRatio: string
    fontCallback: (
      family: string,
      bold: boolean,
      italic: boolean,
      options: { fauxItalic: boolean; fauxBold: boolean },
    ) => string
    /** Asked for pictures inside the picture. */
    imageCallback: (link: string) => string
    warningCallback: (message: string) => void
  }
  function svgToPdf(doc: PDFKit.PDFDocument, svg: string, x: number, y: number, options: Options): void
  export default svgToPdf
}
