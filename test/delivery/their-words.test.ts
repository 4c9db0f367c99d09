// What a destination says when it refuses, whatever it says: bounded, and never an error of ours.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { theirWords } from '../../src/delivery/their-words.ts'

const words = (body: string, type = 'application/json'): string | undefined => theirWords({ headers: { 'content-type': type }, body: Buffer.from(body) })

it.each([
  ['{"type":"about:blank","title":"Refusé","status":422,"detail":"Un membre manque","errors":[{"pointer":"/harm","detail":"inconnu"}]}', 'Refusé ; Un membre manque ; /harm inconnu'],
  ['{"error":"InvalidRequest","message":"grapheme too big"}', 'InvalidRequest ; grapheme too big'],
  ['{"error":"invalid_client","error_description":"nobody"}', 'invalid_client ; nobody'],
  ['{"title":5,"detail":{"a":1},"errors":"x","message":"kept"}', 'kept'],
  ['{}', undefined], ['[]', undefined], ['', undefined], ['<html>no</html>', undefined],
])('%s', (body, said) => { expect(words(body)).toBe(said) })

it('plain text is taken as plain text only', () => {
  expect(words('Too long', 'text/plain; charset=utf-8')).toBe('Too long')
  expect(words('<b>Too long</b>', 'text/html')).toBeUndefined()
  expect(theirWords({ headers: {}, body: Buffer.from('Too long') })).toBeUndefined()
})

it('has a bound and no failure', () => {
  fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), fc.constantFrom('text/plain', 'application/json'), (body, type) => {
    expect((words(body, type) ?? '').length).toBeLessThanOrEqual(500)
  }))
  expect(words(JSON.stringify({ title: 'x'.repeat(1e6), errors: Array.from({ length: 1000 }, () => ({ detail: 'y'.repeat(1000) })) }))).toHaveLength(500)
})
