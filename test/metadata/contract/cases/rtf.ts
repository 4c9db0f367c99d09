import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'

export const readerCase: ReaderCase = {
  samples: [{
    name: 'lettre.rtf',
    bytes: () => Buffer.from("{\\rtf1\\ansi\\ansicpg1252{\\*\\generator Exemple Texte 11;}{\\*\\template https://modeles.example.org/x.dot}\n{\\info{\\title Compte \\{rendu\\}}{\\author \\'c9lise}{\\operator Ma\\uc2\\u322 l?o \\ldblquote x\\rdblquote }{\\creatim\\yr2026\\mo11\\dy16\\hr8\\min12}{\\revtim\\yr2026\\mo13\\dy1}{\\version4}{\\edmins12}{\\*\n\\company Coll\\'e8ge}}{\\*\n\\userprops{{\\propname Dossier}\\proptype30{\\staticval T-1}}}\\pard Bonjour{\\object{\\*\\objdata 00}}}"),
    finds: ({ times, people, text, software, findings }) => {
      expect(times).toEqual([
        { role: 'container-created', raw: '\\creatim\\yr2026\\mo11\\dy16\\hr8\\min12', source: 'RTF:info:creatim', local: '2026-11-16T08:12:00', zone: { provenance: 'unknown' }, precision: 'minute', valid: true, by: ['rtf'] },
        { role: 'modified', raw: '\\revtim\\yr2026\\mo13\\dy1', source: 'RTF:info:revtim', zone: { provenance: 'unknown' }, precision: 'day', valid: false, by: ['rtf'] },
      ])
      expect(people?.map(({ role, value }) => [role, value])).toEqual([['author', 'Élise'], ['last-modified-by', 'Mało “x”'], ['company', 'Collège']])
      expect(text.map(({ key, value }) => `${key}=${value}`)).toEqual(['Title=Compte {rendu}', 'Revision=4', 'Minutes of editing=12', 'Dossier=T-1', 'Template=https://modeles.example.org/x.dot', 'embedded objects=1'])
      expect(software).toMatchObject([{ name: 'Exemple Texte 11', source: 'RTF:generator' }])
      expect(findings.map(({ code, level }) => [code, level])).toEqual([['date-invalid', 'notice'], ['external-template', 'notice']])
    },
  }, {
    name: 'japonais.rtf',
    bytes: () => Buffer.from("{\\rtf1\\ansi\\ansicpg932{\\info{\\title \\'83\\'5e\\'83C}}}"),
    finds: ({ text }) => { expect(text).toMatchObject([{ key: 'Title', value: 'タイ' }]) },
  }, {
    name: 'groups.rtf',
    bytes: () => Buffer.from(`{\\rtf1{\\info${'{\\author x'.repeat(50_000)}`),
    finds: ({ people }) => { expect(people).toBeUndefined() },
  }],
}
