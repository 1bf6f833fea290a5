const RECORD_BYTES = 3073;

/** CIFAR-10 records with these labels; byte i of record r's image is (r + i) mod 251. */
export function cifarBytes(labels: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(labels.length * RECORD_BYTES);
  labels.forEach((label, record) => {
    bytes[record * RECORD_BYTES] = label;
    for (let i = 0; i < 3072; i++) bytes[record * RECORD_BYTES + 1 + i] = (record + i) % 251;
  });
  return bytes;
}
