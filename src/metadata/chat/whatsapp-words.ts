// What WhatsApp itself writes into its exports, in the languages of its applications: attachments, what was left out,
// what was deleted or edited. Everything else is what a person wrote.

/** After the name of a file on Android: `IMG-20260314-WA0001.jpg (fichier joint)`. */
const ATTACHED_AFTER = /^(.{1,255}\.[A-Za-z0-9]{1,8}) \((?:file attached|fichier joint|archivo adjunto|Datei angehängt|file allegato|arquivo anexado|ficheiro anexado|bestand bijgevoegd|plik dołączony|файл добавлен|dosya ekli|fil vedhæftet|bifogad fil|fil vedlagt)\)$/u
/** Any words after a name that WhatsApp itself gives. */
const OWN_NAME_AFTER = /^((?:IMG|VID|AUD|PTT|STK|DOC)-\d{8}-WA\d{4,8}\.[A-Za-z0-9]{1,8}) \([^()]{3,40}\)$/u
/** On iOS: `<attached: 00000012-PHOTO-2026-03-14-22-15-03.jpg>`. */
const ATTACHED_IN = /<(?:attached|pièce jointe|adjunto|Anhang|allegato|anexado|bijgevoegd|załącznik|прикреплено|ekli dosya|vedhæftet|bifogad|vedlegg)\s?: ?([^<>\n]{1,255})>/iu
const OMITTED = /^<(?:Media omitted|Médias? omis|Multimedia omitido|Archivo omitido|Medien ausgeschlossen|Media omessi|Mídia oculta|Ficheiro não revelado|Media weggelaten|Pominięto multimedia|Без медиафайлов|Medya dahil edilmedi)>$|^(?:image|video|audio|sticker|GIF|document|Contact card) omitted$|^(?:image|vidéo|audio|sticker|GIF|document|carte de contact) (?:absente?|omise?)$|^(?:Bild|Video|Audio|Sticker|GIF|Dokument) weggelassen$|^(?:imagen|video|audio|sticker|GIF|documento) (?:omitid[oa])$/iu
const DELETED = /^(?:This message was deleted|You deleted this message|Ce message a été supprimé|Vous avez supprimé ce message|Se eliminó este mensaje|Eliminaste este mensaje|Diese Nachricht wurde gelöscht|Du hast diese Nachricht gelöscht|Questo messaggio è stato eliminato|Hai eliminato questo messaggio|Mensagem apagada|Esta mensagem foi apagada|Dit bericht is verwijderd)\.?$/iu
const EDITED = /\s?<(?:This message was edited|Ce message a été modifié|Se editó este mensaje|Diese Nachricht wurde bearbeitet|Questo messaggio è stato modificato|Mensagem editada|Esta mensagem foi editada|Dit bericht is bewerkt)>$/iu
const ENCRYPTION = /end-to-end encrypted|chiffrés de bout en bout|cifrados de extremo a extremo|Ende-zu-Ende-verschlüsselt|crittografati end-to-end|criptografia de ponta a ponta/iu
const CALL = /^(?:Missed (?:group )?(?:voice|video) call|(?:Voice|Video) call|Appel (?:vocal|vidéo)(?: de groupe)?(?: manqué)?|Verpasster (?:Sprach|Video)anruf)\b/iu

/** Left-to-right and right-to-left marks that WhatsApp puts around its own words. */
export function withoutMarks(text: string): string {
  return text.replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
}

export interface OwnWords {
  readonly text: string
  readonly attached?: string
  readonly omitted?: true
  readonly deleted?: true
  readonly edited?: true
  readonly call?: true
  readonly notice?: true
}

/** Reads the words of WhatsApp out of a text. What a person wrote stays as it is, marks included. */
export function ownWords(text: string): OwnWords {
  const end = text.indexOf('\n')
  const first = withoutMarks(end < 0 ? text : text.slice(0, end)).trim()
  const rest = end < 0 ? '' : text.slice(end + 1)
  const after = ATTACHED_AFTER.exec(first) ?? OWN_NAME_AFTER.exec(first)
  if (after !== null) return { text: rest, attached: after[1] as string }
  const inside = text.length < 4096 ? ATTACHED_IN.exec(text) : null
  if (inside !== null) return { text: withoutMarks(text.slice(0, inside.index) + text.slice(inside.index + inside[0].length)).trim(), attached: withoutMarks(inside[1] as string).trim() }
  if (OMITTED.test(first)) return { text: rest, omitted: true }
  if (end < 0 && DELETED.test(first)) return { text: first, deleted: true }
  const tail = text.slice(-120)
  const edited = EDITED.exec(withoutMarks(tail))
  if (edited !== null) return { text: withoutMarks(text.slice(0, -120)) + withoutMarks(tail).slice(0, edited.index), edited: true }
  // A mark before the words: they are WhatsApp's.
  if (text.startsWith('\u200e') && ENCRYPTION.test(first)) return { text: withoutMarks(text), notice: true }
  if (CALL.test(first) && text.startsWith('\u200e')) return { text: withoutMarks(text), call: true }
  return { text }
}
