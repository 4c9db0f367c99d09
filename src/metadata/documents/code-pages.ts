// Code pages that old formats name by number, by their names in the Encoding Standard; all others are read as Windows-1252.

export const UTF16 = 1200

export function decodedFrom(codePage: number, bytes: Uint8Array): string {
  return new TextDecoder(LABELS[codePage] ?? 'windows-1252').decode(bytes)
}

const LABELS: Readonly<Partial<Record<number, string>>> = {
  874: 'windows-874', 932: 'shift_jis', 936: 'gbk', 949: 'euc-kr', 950: 'big5', [UTF16]: 'utf-16le', 1201: 'utf-16be', 1250: 'windows-1250', 1251: 'windows-1251', 1253: 'windows-1253',
  1254: 'windows-1254', 1255: 'windows-1255', 1256: 'windows-1256', 1257: 'windows-1257', 1258: 'windows-1258', 10_000: 'macintosh', 20_866: 'koi8-r', 28_591: 'latin1', 65_001: 'utf-8',
}
