// EXIF tags as facts with their source. Every engine that reads EXIF comes through here, so that the same tag has the same
// source whoever read it: values join, and disagreements show.
import type { Reading } from '../reading.ts'
import type { Device, Identifier, Person, Serial, Software, TextFact, TimeFact } from '../record.ts'
import { exifTime } from '../times.ts'
import { gpsTexts, gpsTimes, placeOf } from './position.ts'
import { userComment } from './user-comment.ts'
import { bytes, notices, number, text, wideText } from './values.ts'
import type { ExifTags } from './values.ts'

/** Date tag, its own offset tag, its own sub-second tag. Never the offset of another date (EXIF 2.32 §4.6.5 F). */
const DATES = [
  ['captured', 'exif', 'ExifIFD', 'DateTimeOriginal', 'OffsetTimeOriginal', 'SubSecTimeOriginal'],
  // TIFF/EP and DNG write it beside the picture's size.
  ['captured', 'ifd0', 'IFD0', 'DateTimeOriginal', 'OffsetTimeOriginal', 'SubSecTimeOriginal'],
  ['digitized', 'exif', 'ExifIFD', 'CreateDate', 'OffsetTimeDigitized', 'SubSecTimeDigitized'],
  ['modified', 'ifd0', 'IFD0', 'ModifyDate', 'OffsetTime', 'SubSecTime'],
] as const
const SERIALS = [['exif', 'ExifIFD', 'BodySerialNumber'], ['exif', 'ExifIFD', 'LensSerialNumber'], ['ifd0', 'IFD0', 'CameraSerialNumber']] as const
const WIDE_TEXTS = ['XPTitle', 'XPComment', 'XPKeywords', 'XPSubject'] as const
const NAME_LIMIT = 200

/** Everything but `raw`. */
export function exifReading(tags: ExifTags): Reading {
  const { ifd0, exif, gps } = tags
  const place = placeOf(gps)
  const device = deviceOf(tags)
  const comment = userComment(bytes(exif['UserComment']))
  const orientation = number(ifd0['Orientation'])
  const [width, height] = [exif['ExifImageWidth'], exif['ExifImageHeight']].map(sizeOf)
  return {
    image: {
      ...(orientation !== undefined && Number.isInteger(orientation) && orientation >= 1 && orientation <= 8 ? { orientation } : {}),
      ...(width === undefined ? {} : { exifWidth: width }), ...(height === undefined ? {} : { exifHeight: height }),
    },
    times: [...datesOf(tags), ...gpsTimes(gps)], ...(place === undefined ? {} : { places: [place] }), ...(device === undefined ? {} : { device }),
    software: softwareOf(tags), ids: idsOf(tags), people: peopleOf(tags),
    texts: [
      ...said('ImageDescription', 'IFD0', text(ifd0['ImageDescription'])), ...said('UserComment', 'ExifIFD', comment),
      ...WIDE_TEXTS.flatMap((name) => said(name, 'IFD0', wideText(ifd0[name]))), ...gpsTexts(gps),
    ],
    ...(comment === undefined ? {} : { clues: { userComment: comment } }),
  }
}

/** Nothing that a record would tell. */
export function isEmpty({ ifd0, exif, gps }: ExifTags): boolean {
  return [ifd0, exif, gps].every((directory) => Object.keys(directory).length === 0)
}

function datesOf(tags: ExifTags): TimeFact[] {
  return DATES.flatMap(([role, where, group, name, offsetTag, subSecTag]) => {
    const raw = text(tags[where][name])
    if (raw === undefined) return []
    const { [offsetTag]: offset, [subSecTag]: subSec } = tags.exif
    return [exifTime({ role, raw, source: `EXIF:${group}:${name}`, offset: text(offset), subSec: text(subSec), offsetSource: `EXIF:ExifIFD:${offsetTag}` })]
  })
}

function softwareOf({ ifd0 }: ExifTags): Software[] {
  return (['Software', 'ProcessingSoftware'] as const).flatMap((name) => {
    const value = text(ifd0[name])
    return value === undefined ? [] : [{ name: value.slice(0, NAME_LIMIT), source: `EXIF:IFD0:${name}` }]
  })
}

function idsOf({ exif, ifd0 }: ExifTags): Identifier[] {
  const [unique, raw] = [text(exif['ImageUniqueID']), bytes(ifd0['RawDataUniqueID'])]
  return [
    ...(unique === undefined ? [] : [{ kind: 'ImageUniqueID', value: unique.slice(0, NAME_LIMIT), source: 'EXIF:ExifIFD:ImageUniqueID' }]),
    ...(raw?.length === 16 ? [{ kind: 'RawDataUniqueID', value: raw.toString('hex'), source: 'EXIF:IFD0:RawDataUniqueID' }] : []),
  ]
}

function peopleOf({ ifd0, exif }: ExifTags): Person[] {
  const person = (role: string, source: string) => (value: string): Person => ({ role, value: value.slice(0, 1024), source })
  return [
    ...[text(ifd0['Artist'])].flatMap((value) => value ?? []).map(person('artist', 'EXIF:IFD0:Artist')),
    ...notices(ifd0['Copyright']).map(person('copyright', 'EXIF:IFD0:Copyright')),
    ...[text(exif['CameraOwnerName'])].flatMap((value) => value ?? []).map(person('owner', 'EXIF:ExifIFD:CameraOwnerName')),
    ...[wideText(ifd0['XPAuthor'])].flatMap((value) => value ?? []).map(person('author', 'EXIF:IFD0:XPAuthor')),
  ]
}

function said(key: string, group: string, value: string | undefined): TextFact[] {
  return value === undefined ? [] : [{ key, value, source: `EXIF:${group}:${key}` }]
}

function sizeOf(value: unknown): number | undefined {
  const size = number(value)
  return size !== undefined && Number.isInteger(size) && size > 0 ? size : undefined
}

function deviceOf(tags: ExifTags): Device | undefined {
  const { ifd0, exif } = tags
  const [make, model, os, lens] = [ifd0['Make'], ifd0['Model'], ifd0['HostComputer'], exif['LensModel']].map((value) => text(value)?.slice(0, NAME_LIMIT))
  const serials = SERIALS.flatMap(([where, group, name]): Serial[] => {
    const value = text(tags[where][name])
    return value === undefined ? [] : [{ value: value.slice(0, 100), source: `EXIF:${group}:${name}` }]
  })
  if ([make, model, os, lens].every((part) => part === undefined) && serials.length === 0) return undefined
  return {
    ...(make === undefined ? {} : { make }), ...(model === undefined ? {} : { model }), ...(lens === undefined ? {} : { lens }),
    ...(os === undefined ? {} : { os }), serials,
  }
}
