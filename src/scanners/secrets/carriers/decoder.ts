/** One text in something that was decoded. */
export interface Leaf {
  readonly text: string;
  /** Steps to it, for people: `write_files[0].content`, `DB_PASSWORD`; `''` for the whole. */
  readonly path: string;
  /** Name that stands for it: that of its member, or the one beside it; null where there is none. */
  readonly name: string | null;
  /** Set on the last one where there are more than are looked at. */
  readonly isCut?: true;
}

/** What a text turned out to be. */
export interface Decoded {
  /** What people are told of it: `base64`, `gzip`; null for what goes without saying, such as JSON. */
  readonly label: string | null;
  readonly leaves: Iterable<Leaf>;
  /** Set where it is of the format, and larger than any text that is searched: then there are no leaves. */
  readonly isTooLarge?: true;
}

/**
 * Reads one format in which texts stand in other texts. Linear in the length of the text.
 * A text that is not of the format is no error: nobody said that it is.
 */
export interface Decoder {
  /** Cheap: false for nearly every text. */
  mayDecode(text: string): boolean;
  /** @returns null where the text is not of this format */
  decode(text: string): Decoded | null;
}

/** Most characters that one text may have, and what is decoded from it: a document of a machine, never a disk image. */
export const largestText = 1 << 20;
