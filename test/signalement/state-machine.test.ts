import { describe, expect, it } from 'vitest'
import { advance, MOVE_NAMES, overallState, stateAfter } from '../../src/signalement/state-machine.ts'
import { STATES, type State } from '../../src/signalement/vocabulary.ts'

/** reporting.md §8.6 and the retry classes, written down again: a table does not prove itself. */
const ARROWS = new Set([
  'draft validated', 'validated draft', 'validated queued', 'queued sending', 'queued sent', 'sending sent', 'sending queued', 'sending unknown_outcome',
  'unknown_outcome sent', 'unknown_outcome queued', 'sending dead_letter', 'queued dead_letter', 'sent acknowledged', 'sent in_review', 'acknowledged in_review',
  'sent decided_removed', 'acknowledged decided_removed', 'in_review decided_removed', 'decided_restricted decided_removed', 'decided_rejected decided_removed',
  'sent decided_restricted', 'acknowledged decided_restricted', 'in_review decided_restricted',
  'sent decided_rejected', 'acknowledged decided_rejected', 'in_review decided_rejected', 'decided_rejected in_review', 'decided_restricted in_review', 'decided_removed in_review',
  // Newer word of the destination, after a complaint or of its own motion.
  'decided_restricted decided_rejected', 'decided_removed decided_rejected', 'decided_rejected decided_restricted', 'decided_removed decided_restricted',
  'draft cancelled', 'validated cancelled', 'queued cancelled', 'dead_letter cancelled',
])

describe('state machine', () => {
  it('makes the moves of the design and no other', () => {
    const made = new Set(STATES.flatMap((from) => MOVE_NAMES.flatMap((move) => {
      const to = stateAfter(from, move)
      return to === undefined ? [] : [`${from} ${to}`]
    })))
    expect([...made].toSorted()).toEqual([...ARROWS].toSorted())
  })

  it('refuses the others by name', () => {
    let refused = 0
    for (const from of STATES) for (const move of MOVE_NAMES) {
      if (stateAfter(from, move) !== undefined) continue
      refused += 1
      expect(() => advance(from, move)).toThrow(expect.objectContaining({ code: 'signalement.illegal-move', facts: { from, event: move } }))
    }
    expect(refused).toBeGreaterThan(150)
  })

  it('never resends by itself: out of an unknown outcome leads only proof or a person', () => {
    expect(MOVE_NAMES.filter((move) => stateAfter('unknown_outcome', move) !== undefined)).toEqual(['find', 'requeue'])
  })

  it('shows the furthest delivery that stands', () => {
    const of = (...states: State[]) => overallState('validated', states.map((state) => ({ state })))
    expect(of()).toBe('validated')
    expect(of('queued', 'cancelled')).toBe('queued')
    expect(of('sent', 'decided_removed')).toBe('decided_removed')
    expect(overallState('cancelled', [{ state: 'sent' }])).toBe('cancelled')
  })
})
