const words = (text: string): string[] => text.trim().split(/\s+/)

/**
 * Family names that we made up for charts. A person who bears one of them is invented: such names are not reported. They are
 * compounds that no directory is known to hold, and tell every reader that the record is an exercise.
 */
export const FICTIONAL_FAMILY_NAMES: readonly string[] = words(`
  Almondwick Ashgrovely Barleymoor Birchwater Bramblecote Brookhazel Cedarwick Cloverdene Coralmere Cranemarsh Duskwillow
  Elderfen Emberlane Fernhollow Foxmeadow Gladebrook Goldenreed Harbormist Hazelfield Heronway Inkwellby Ivorydale
  Juniperly Kettlemoor Lanternby Larkmeadow Lindenmere Maplethorpe Marigoldy Millwater Mossbridge Nettlecombe Oakenshore
  Orchardley Pearwood Pebblebrook Pinecastle Plumfield Quillmere Rainharbor Reedwhistle Riverstone Rowanthwaite Saffronley
  Sedgewater Silverfen Sparrowmere Starlingby Stonewhistle Summerquill Tamarackly Thistledown Tidewillow Umberfield
  Valleyquist Wheatwhistle Willowmarch Winterfern Wrenhollow Yarrowby
`)

/** Given names for the same people. A given name alone is taken as invented only when it stands with such a family name. */
export const FICTIONAL_GIVEN_NAMES: readonly string[] = words(`
  Alder Avery Briar Cassia Corin Dale Ellery Fenn Gale Harper Indigo Jules Kestrel Lark Linden Marlow Merritt Nevin Odell
  Perrin Quill Reeve Robin Rowan Sage Sorrel Tamsin Thorne Vale Wren
`)

const FAMILY: ReadonlySet<string> = new Set(FICTIONAL_FAMILY_NAMES)

/** Whether a name belongs to an invented person. */
export const isFictional = (name: string): boolean =>
  name.split(/[^\p{L}'’-]+/u).some((word) => FAMILY.has(word.replace(/['’]s$/, '')))
