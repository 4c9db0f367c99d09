// What a reader should know, as codes and facts: never a conclusion. Levels follow the base rates measured on real camera
// files (metadata.md §6.3): what a quarter of honest pictures show is no finding.
import { finding } from './finding-codes.ts'
import { namePattern } from './name-patterns.ts'
import { softwareKind } from './software-kinds.ts'
import type { Clues } from './reading.ts'
import type { EmbeddedRecord, EngineRun, Finding, TimeFact } from './record.ts'
import { isCivilOffset, secondsOf } from './times.ts'

type Draft = Omit<EmbeddedRecord, 'findings' | 'raw'>
/** What findings need besides the record itself. */
export type Known = Clues & { readonly receivedAt: string }

const SCREENS = new Set(['750x1334', '828x1792', '1080x1920', '1080x2160', '1080x2220', '1080x2280', '1080x2340', '1080x2400', '1080x2408', '1125x2436', '1170x2532', '1179x2556', '1206x2622', '1242x2208', '1242x2688', '1284x2778', '1290x2796', '1320x2868', '1440x2560', '1440x2960', '1440x3040', '1440x3088', '1440x3120', '1440x3200', '720x1280', '720x1520', '720x1600', '640x1136', '1366x768', '1920x1080', '2560x1440', '2560x1600', '2880x1800', '3840x2160', '1536x2048', '1640x2360', '1668x2388', '2048x2732'])
/** Steps of an editing history that a finding quotes; the record has them all. */
const SHOWN_STEPS = 20
const ZONE_SLACK = 14 * 3600
/** Seconds after the capture from which a change is a later one. */
const SAVED_LATER = 60
/** Seconds that a difference from GPS may lie beside a quarter of an hour, the finest step of time zones. */
const ODD_OFFSET = 300
/** Written by programs that save pictures, seldom by cameras. */
const ENCODER_SEGMENTS = ['Photoshop', 'Adobe', 'Ducky']
const RAW = new Set(['dng', 'nef', 'arw', 'cr2', 'cr3', 'raf', 'orf', 'rw2'])
/** Kinds of bytes after the end that are a file of their own. */
const HIDDEN = new Set(['jpeg', 'png', 'zip', 'pdf', 'rar', '7z', 'mp4', 'html'])

export function findingsOf(draft: Draft, clues: Known): Finding[] {
  return [
    ...ofFile(draft, clues), ...draft.engines.filter(failed).map((run) => finding('engine-error', 'notice', { engine: run.name, status: run.status }, run.message === undefined ? [] : [run.message])),
    ...ofTimes(draft, clues), ...ofSoftware(draft, clues), ...ofPlace(draft), ...ofContradictions(draft, clues), ...ofPicture(draft, clues), ...ofPdf(draft),
  ]
}

export function failed(run: EngineRun): boolean {
  return ['error', 'timeout', 'crash', 'limit'].includes(run.status)
}

function ofFile({ file }: Draft, { trailing, segments = [], readBytes }: Known): Finding[] {
  const out: Finding[] = []
  if (file.extensionMatches === false && file.extension !== undefined && file.detected !== undefined) {
    out.push(finding('extension-mismatch', 'warn', { extension: file.extension, detected: file.detected.extension }, [`name = ${file.name}`, `content = ${file.detected.mime} (${file.detected.by})`]))
  }
  if (readBytes !== undefined) out.push(finding('read-in-part', 'info', { bytes: readBytes, of: file.size }))
  if (trailing !== undefined) {
    // Cameras that write several pictures announce them (MPF); padding and a camera's own trailer hide nothing.
    const hidden = HIDDEN.has(trailing.kind) && !(trailing.kind === 'jpeg' && segments.includes('MPF'))
    out.push(finding('trailing-data', hidden ? 'warn' : 'info', { bytes: trailing.bytes, kind: trailing.kind }, [`after the end of the picture, at offset ${trailing.offset}: ${trailing.bytes} bytes, ${trailing.kind}${trailing.at === undefined ? '' : ` at offset ${trailing.at}`}`]))
  }
  const named = namePattern(file.name)
  if (named !== undefined) out.push(finding('name-pattern', 'info', { app: named }, [`name = ${file.name}`]))
  return out
}

function ofTimes(draft: Draft, { receivedAt }: Known): Finding[] {
  // Most encoders leave the date of a container unset: that is no notice.
  const out = draft.times.filter(({ valid }) => !valid).slice(0, 5)
    .map((time) => finding('date-invalid', time.raw === '0' && time.source.startsWith('QuickTime:') ? 'info' : 'notice', { raw: time.raw }, [shown(time)]))
  const captured = draft.captured === undefined ? undefined : draft.times[draft.captured]
  if (captured?.local === undefined) return out
  const at = captured.local
  const modified = exif(draft, 'modified')
  if (modified?.local !== undefined && seconds(modified, captured) < secondsOf(at) - 1) {
    out.push(finding('modified-before-captured', 'warn', { captured: at, modified: modified.local }, [shown(captured), shown(modified)]))
  }
  else if (modified?.local !== undefined && captured.source.startsWith('EXIF:') && seconds(modified, captured) > secondsOf(at) + SAVED_LATER) {
    // A quarter of honest pictures: worth a look only beside an editor's name.
    out.push(finding('saved-later', editorOf(draft) === undefined ? 'info' : 'notice', { captured: at, modified: modified.local }, [shown(captured), shown(modified)]))
  }
  const digitized = exif(draft, 'digitized')
  if (digitized?.local !== undefined && captured.source.startsWith('EXIF:') && Math.abs(secondsOf(digitized.local) - secondsOf(at)) > 1) {
    out.push(finding('digitized-differs', 'notice', { captured: at, digitized: digitized.local }, [shown(captured), shown(digitized)]))
  }
  const received = secondsOf(receivedAt)
  if (captured.utc === undefined ? secondsOf(at) - ZONE_SLACK > received : secondsOf(captured.utc) > received + 120) {
    out.push(finding('captured-in-future', 'warn', { captured: at, received: receivedAt }, [shown(captured)]))
  }
  const gps = draft.times.find(({ role, valid }) => role === 'gps' && valid)
  if (gps?.utc !== undefined && gps.precision !== 'day') {
    const hours = Math.abs(secondsOf(captured.utc ?? at) - secondsOf(gps.utc)) / 3600
    if (hours > 15) out.push(finding('gps-date-differs', 'notice', { captured: at, gps: gps.utc, hours: Math.round(hours) }, [shown(captured), shown(gps)]))
    else if (captured.source.startsWith('EXIF:')) {
      const difference = secondsOf(at) - secondsOf(gps.utc)
      const beside = Math.abs(difference - Math.round(difference / 900) * 900)
      if (beside > ODD_OFFSET || (Math.abs(difference) < 14 * 3600 && !isCivilOffset(Math.round(difference / 900) * 15))) out.push(finding('gps-offset-odd', 'notice', { captured: at, gps: gps.utc, minutes: Math.round(difference / 60) }, [shown(captured), shown(gps)]))
    }
  }
  return out
}

/** Comparable with the captured time: local to local, unless both have a zone. */
function seconds(time: TimeFact, captured: TimeFact): number {
  return time.utc !== undefined && captured.utc !== undefined && captured.local !== undefined
    ? secondsOf(time.utc) - secondsOf(captured.utc) + secondsOf(captured.local)
    : secondsOf(time.local ?? '')
}

function exif(draft: Draft, role: TimeFact['role']): TimeFact | undefined {
  return draft.times.find((time) => time.role === role && time.valid && time.source.startsWith('EXIF:'))
}

function ofSoftware(draft: Draft, clues: Known): Finding[] {
  const out: Finding[] = []
  const editor = editorOf(draft)
  const generator = draft.software.find(({ name }) => softwareKind(name) === 'ai')
  const recipe = draft.text.find(({ source, value }) => /^PNG:(?:parameters|prompt|workflow)$/.test(source) && /\bSteps: \d|"class_type"/.test(value))
  if (generator !== undefined) out.push(finding('ai-generator', 'notice', { software: generator.name }, [`${generator.source} = ${generator.name}`]))
  else if (recipe !== undefined) out.push(finding('ai-generator', 'notice', { software: recipe.source }, [`${recipe.source} = ${recipe.value}`]))
  if (editor !== undefined) out.push(finding('editor-software', 'notice', { software: editor.name }, [`${editor.source} = ${editor.name}`]))
  const { historySteps = 0, historyAgents = [], historyChain = [] } = clues
  if (historySteps > 0) {
    out.push(finding('edit-history', 'notice', { steps: historySteps, software: historyAgents.join(', ') },
      historyChain.length > 0 ? historyChain.slice(0, SHOWN_STEPS).map((step) => `XMP:xmpMM:History = ${step}`) : historyAgents.map((agent) => `XMP:stEvt:softwareAgent = ${agent}`)))
  }
  const type = clues.xmp?.['Iptc4xmpExt:DigitalSourceType']
  if (type !== undefined && /trainedAlgorithmicMedia/i.test(type)) out.push(finding('ai-source-type', 'notice', { type: type.slice(0, 200) }, [`XMP:Iptc4xmpExt:DigitalSourceType = ${type}`]))
  out.push(...ofProvenance(draft))
  if (clues.iptcInstructions?.startsWith('FBMD') === true) out.push(finding('platform-trace', 'info', { platform: 'Facebook, Instagram' }, [`IPTC:SpecialInstructions = ${clues.iptcInstructions}`]))
  return out
}

function editorOf(draft: Draft): Draft['software'][number] | undefined {
  return draft.image === undefined ? undefined : draft.software.find(({ name }) => softwareKind(name) === 'editor')
}

/** A manifest that nobody verified: that it is there, and what it says of AI. */
function ofProvenance({ provenance }: Draft): Finding[] {
  if (provenance?.c2pa !== 'present-unverified') return []
  const { digitalSourceType: type } = provenance
  const evidence = type === undefined ? [] : [`C2PA:digitalSourceType = ${type}`]
  const ai = type !== undefined && /trainedAlgorithmicMedia/i.test(type) ? [finding('ai-source-type', 'notice', { type: type.slice(0, 200) }, evidence)] : []
  return [finding('c2pa-present', 'info', {}, evidence), ...ai]
}

function ofPlace({ place }: Draft): Finding[] {
  return place !== undefined && place.latitude === 0 && place.longitude === 0 ? [finding('gps-zero', 'notice', {}, [`${place.source} = 0, 0`])] : []
}

function ofContradictions(draft: Draft, { xmp = {} }: Known): Finding[] {
  const out: Finding[] = []
  const differ = (property: string, exifValue: string | undefined, xmpValue: string | undefined): void => {
    if (exifValue === undefined || xmpValue === undefined || exifValue.trim() === xmpValue.trim()) return
    out.push(finding('xmp-contradicts-exif', 'warn', { property, exif: exifValue, xmp: xmpValue }, [`EXIF ${property} = ${exifValue}`, `XMP ${property} = ${xmpValue}`]))
  }
  differ('Make', draft.device?.make, xmp['tiff:Make'])
  differ('Model', draft.device?.model, xmp['tiff:Model'])
  const [a, b] = ['EXIF:ExifIFD:DateTimeOriginal', 'XMP:exif:DateTimeOriginal'].map((source) => draft.times.find((time) => time.source === source && time.valid))
  if (a?.utc === undefined || a.utc.slice(0, 19) !== b?.utc?.slice(0, 19)) differ('DateTimeOriginal', a?.local?.slice(0, 19), b?.local?.slice(0, 19))
  return out
}

function ofPicture(draft: Draft, { xmp = {}, userComment, segments = [] }: Known): Finding[] {
  const { image, file, device } = draft
  if (image === undefined) return []
  const out: Finding[] = []
  const [width, height, exifWidth, exifHeight] = [image.width, image.height, image.exifWidth, image.exifHeight]
  // The sensor of a raw file is larger than the picture that the camera means.
  if (!RAW.has(file.detected?.extension ?? '') && exifWidth !== undefined && exifHeight !== undefined && exifWidth > 0 && exifHeight > 0
    && !(exifWidth === width && exifHeight === height) && !(exifWidth === height && exifHeight === width)) {
    const declared = `${exifWidth} × ${exifHeight}`
    out.push(finding('pixel-size-differs', 'notice', { real: `${width} × ${height}`, declared }, [`EXIF:ExifIFD:ExifImageWidth, ExifImageHeight = ${declared}`]))
  }
  const traces = ENCODER_SEGMENTS.filter((name) => segments.includes(name))
  if (traces.length > 0) out.push(finding('encoder-traces', 'info', { traces: traces.join(', ') }, traces.map((name) => `JPEG segment = ${name}`)))
  const camera = device?.make !== undefined || device?.model !== undefined
  const comment = [userComment, xmp['exif:UserComment']].find((value) => value?.trim() === 'Screenshot')
  const sized = [`${width}x${height}`, `${height}x${width}`].some((size) => SCREENS.has(size))
  if (comment !== undefined) out.push(finding('screenshot-marker', 'info', { marker: 'UserComment = Screenshot' }, ['UserComment = Screenshot']))
  else if (!camera && sized && file.detected?.extension === 'png') out.push(finding('screenshot-marker', 'info', { marker: `${width} × ${height}` }, [`PNG ${width} × ${height}`]))
  if (!camera && draft.captured === undefined && ['jpg', 'heic', 'avif', 'webp', 'tif'].includes(file.detected?.extension ?? '')) {
    out.push(finding('no-camera-metadata', 'info', { engines: draft.engines.filter(({ name, status }) => name !== 'file-type' && (status === 'ok' || status === 'empty')).map(({ name }) => name).join(', ') }))
  }
  return out
}

/** ISO 32000-2 §14.3.3: both places may tell the same thing, and should. */
function ofPdf(draft: Draft): Finding[] {
  const out: Finding[] = []
  const differ = (property: string, info: string, xmp: string, evidence: readonly string[]): void => {
    out.push(finding('pdf-info-contradicts-xmp', 'notice', { property, info, xmp }, evidence))
  }
  for (const [property, name] of [['CreationDate', 'xmp:CreateDate'], ['ModDate', 'xmp:ModifyDate']] as const) {
    const [info, xmp] = [`PDF:Info:${property}`, `XMP:${name}`].map((source) => draft.times.find((time) => time.source === source && time.valid))
    if (info !== undefined && xmp !== undefined && apart(info, xmp)) differ(property, info.raw, xmp.raw, [shown(info), shown(xmp)])
  }
  const [info, xmp] = ['PDF:Info:Producer', 'XMP:pdf:Producer'].map((source) => draft.software.find((each) => each.source === source))
  const plain = (name: string): string => name.normalize('NFKC').replace(/\s+/g, ' ').trim()
  if (info !== undefined && xmp !== undefined && plain(info.name) !== plain(xmp.name)) {
    differ('Producer', info.name, xmp.name, [`${info.source} = ${info.name}`, `${xmp.source} = ${xmp.name}`])
  }
  return out
}

/** More than a minute, and not by a zone that one of the two does not tell. */
function apart(a: TimeFact, b: TimeFact): boolean {
  if (a.precision === 'day' || b.precision === 'day') return a.local?.slice(0, 10) !== b.local?.slice(0, 10)
  if (a.utc !== undefined && b.utc !== undefined) return Math.abs(secondsOf(a.utc) - secondsOf(b.utc)) > 60
  const difference = Math.abs(secondsOf(a.local ?? '') - secondsOf(b.local ?? ''))
  return difference > 60 && (difference > ZONE_SLACK || Math.abs(difference - Math.round(difference / 900) * 900) > 60)
}

function shown({ source, raw }: TimeFact): string {
  return `${source} = ${raw}`
}
