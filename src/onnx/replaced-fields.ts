import { fieldHead } from "./proto.js";
import type { WireField } from "./wire.js";

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * The content of a message in pieces, some of its fields with another content and so another length.
 *
 * @param bytes - of the file that holds the message from `start` to `end`.
 * @param fields - fields of the message in file order, with a length before them.
 * @param contentOf - the new content, in pieces of known length; `null` leaves a field as it is.
 */
export function replacedFields<Piece extends { readonly length: number }>(
  bytes: Uint8Array,
  message: Range,
  fields: readonly WireField[],
  contentOf: (field: WireField) => readonly Piece[] | null,
): readonly (Uint8Array | Piece)[] {
  return replacedRecords<Uint8Array | Piece>(bytes, message, fields, (field) => {
    const content = contentOf(field);
    return content && withHead(field.number, content);
  });
}

/**
 * The same where whole records stand in the place of one, or none.
 *
 * @param recordsOf - the new records, in pieces; `null` leaves a field as it is.
 */
export function replacedRecords<Piece>(
  bytes: Uint8Array,
  { start, end }: Range,
  fields: readonly WireField[],
  recordsOf: (field: WireField) => readonly Piece[] | null,
): readonly (Uint8Array | Piece)[] {
  const pieces: (Uint8Array | Piece)[] = [];
  let at = start;
  for (const field of fields) {
    const records = recordsOf(field);
    if (records === null) continue;
    pieces.push(bytes.subarray(at, field.recordStart));
    for (const piece of records) pieces.push(piece);
    at = field.end;
  }
  pieces.push(bytes.subarray(at, end));
  return pieces;
}

/** A record of this content, in pieces. */
export function withHead<Piece extends { readonly length: number }>(
  number: number,
  content: readonly Piece[],
): readonly (Uint8Array | Piece)[] {
  return [
    fieldHead(
      number,
      content.reduce((sum, piece) => sum + piece.length, 0),
    ),
    ...content,
  ];
}
