import { expect } from 'vitest'
import { aac, amr, avi, flac, mkv, mp3, mp4, opus, wav } from '../../support/media-files.ts'
import type { ReaderCase } from '../reader-case.ts'

const source = (fact: Readonly<Record<string, unknown>>): unknown => expect.objectContaining(fact)

export const readerCase: ReaderCase = {
  samples: [
    {
      name: 'phone.mp4', bytes: () => mp4({ userData: [], keys: { 'com.apple.quicktime.creationdate': '2026-11-16T08:12:31+0100', 'com.apple.quicktime.make': 'Exemple' } }),
      finds: ({ media, times }) => {
        expect(media).toMatchObject({ container: 'MPEG-4', durationMs: 2500, tracks: [{ type: 'video', codec: 'AVC', width: 640, height: 480, rotation: 90 }] })
        expect(times).toContainEqual(source({ source: 'QuickTime:mvhd:CreationTime', by: ['isobmff', 'mediainfo'] }))
        expect(times).toContainEqual(source({ role: 'captured', source: 'MediaInfo:General:Recorded_Date', zone: { offset: '+01:00', provenance: 'tag' } }))
      },
    },
    {
      name: 'screen.mkv', bytes: mkv,
      finds: ({ media, times, software }) => {
        expect(media).toMatchObject({ container: 'Matroska', durationMs: 1500, tracks: [{ type: 'video', codec: 'VP8', width: 320, height: 240 }] })
        expect(times).toMatchObject([{ role: 'container-created', source: 'Matroska:Info:DateUTC', utc: '2026-11-16T07:12:31Z', zone: { provenance: 'format-defines-utc' } }])
        expect(software.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['Recorder Exemple encoder', 'Muxer Exemple encoder'])
      },
    },
    {
      name: 'voice.opus', bytes: opus,
      finds: ({ media, people, text }) => {
        expect(media).toMatchObject({ container: 'Ogg', tracks: [{ type: 'audio', codec: 'Opus', channels: 1 }] })
        expect(people).toMatchObject([{ role: 'artist', value: 'Camille Exemple' }])
        expect(text).toContainEqual(source({ key: 'Title', value: 'message' }))
      },
    },
    {
      name: 'sound.wav', bytes: wav,
      finds: ({ media, software, people, times }) => {
        expect(media).toMatchObject({ container: 'Wave', durationMs: 1000, tracks: [{ type: 'audio', codec: 'PCM', channels: 1, sampleRate: 8000 }] })
        expect(software).toMatchObject([{ name: 'Recorder 1', source: 'MediaInfo:General:Encoded_Application' }])
        expect(people).toMatchObject([{ role: 'artist', value: 'Dominique Exemple' }])
        expect(times).toEqual([])
      },
    },
    { name: 'camera.avi', bytes: avi, finds: ({ media, software, times }) => {
      expect(times).toMatchObject([{ role: 'captured', source: 'RIFF:IDIT', local: '2026-11-16T08:12:31', zone: { provenance: 'unknown' } }])
      expect(media).toMatchObject({ container: 'AVI', tracks: [{ type: 'video', codec: 'JPEG', width: 320, height: 240 }] })
      expect(software).toContainEqual(source({ name: 'Camera Exemple 2' }))
    } },
    { name: 'song.mp3', bytes: mp3, finds: ({ media, people, text }) => {
      expect(media).toMatchObject({ container: 'MPEG Audio', tracks: [{ type: 'audio', sampleRate: 44_100 }] })
      expect(people).toMatchObject([{ role: 'artist', value: 'Dominique Exemple' }])
      expect(text).toContainEqual(source({ key: 'Recorded_Date', value: '2026' }))
    } },
    { name: 'call.amr', bytes: amr, finds: ({ media }) => { expect(media).toMatchObject({ container: 'AMR', durationMs: 1000 }) } },
    { name: 'song.flac', bytes: flac, finds: ({ media }) => { expect(media).toMatchObject({ container: 'FLAC', durationMs: 1000 }) } },
    { name: 'sound.aac', bytes: aac, finds: ({ media }) => { expect(media).toMatchObject({ container: 'ADTS', tracks: [{ codec: 'AAC' }] }) } },
  ],
}
