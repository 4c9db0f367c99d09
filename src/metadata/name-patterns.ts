// Names that applications give to files. A name suggests, and proves nothing: renaming takes a second.

const PATTERNS: readonly (readonly [string, RegExp])[] = [
  ['WhatsApp', /^(?:IMG|VID|AUD|PTT|STK|DOC)-\d{8}-WA\d{4}/i], ['WhatsApp', /^WhatsApp (?:Image|Video|Audio|Ptt|Chat) /i], ['WhatsApp', /^(?:Discussion|Conversation) WhatsApp avec /i],
  ['Telegram', /^(?:photo|video)_\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}|^(?:photo|video)_\d{1,6}@\d{2}-/i],
  ['Signal', /^signal-\d{4}-\d{2}-\d{2}-\d{6}/i], ['Snapchat', /^Snapchat-\d+/i], ['Facebook', /^FB_IMG_\d{13}/i], ['Messenger', /^received_\d{6,}/i],
  ['Facebook, Instagram', /^\d+_\d+_\d+_[no]\.(?:jpe?g|png|webp)$/i], ['Discord', /^(?:unknown|image0)\.(?:png|jpe?g)$/i],
  ['Android', /^Screenshot_\d{8}[-_]\d{6}/i], ['macOS', /^(?:Screenshot|Screen Shot) \d{4}-\d{2}-\d{2} at /i], ['macOS', /^Capture d[’']écran \d{4}-\d{2}-\d{2} à /i],
  ['Windows', /^(?:Capture d[’']écran|Screenshot) \d{4}-\d{2}-\d{2} \d{6}/i], ['macOS', /^Bildschirmfoto \d{4}-/i], ['iOS', /^RPReplay_Final\d{10}/i], ['Google Pixel', /^PXL_\d{8}_\d{9}/],
]

/** The application whose file names look like this one. */
export function namePattern(name: string): string | undefined {
  const plain = name.normalize('NFC').slice(0, 300)
  return PATTERNS.find(([, pattern]) => pattern.test(plain))?.[0]
}
