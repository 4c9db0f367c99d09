// The written samples: a message, a conversation, a saved page, a notice. Invented people; domains of RFC 2606 and RFC 6761,
// telephone numbers of the range that ARCEP keeps for fiction.

/** RFC 5322 with one attachment (RFC 2045), CRLF lines. */
export function email(attachment: { readonly name: string; readonly bytes: Buffer }): Buffer {
  const lines = attachment.bytes.toString('base64').match(/.{1,76}/g) ?? []
  const body = [
    'Bonjour Madame,', '',
    'Je vous écris au sujet de ma fille Lina, élève de 4e B. Depuis dimanche, une photo d’elle prise dans la cour circule',
    'dans un groupe de la classe, avec des moqueries. Elle ne veut plus venir au collège.', '',
    'Vous trouverez en pièce jointe la copie du groupe que m’a transmise une camarade. Je reste joignable au 06 39 98 41 27.', '',
    'Cordialement,', 'Claire Fontanel', '', '(Message fictif, fait pour un exercice.)',
  ].join('\r\n')
  return Buffer.from([
    'Return-Path: <claire.fontanel@example.org>',
    'Received: from mail.example.org (mail.example.org [192.0.2.25]) by mx.college.invalid with ESMTPS id 4Tq9; Tue, 17 Nov 2026 07:52:14 +0100',
    'Date: Tue, 17 Nov 2026 07:52:11 +0100',
    'From: Claire Fontanel <claire.fontanel@example.org>',
    'To: =?utf-8?Q?Vie_scolaire_=E2=80=93_coll=C3=A8ge_des_Tilleuls?= <vie.scolaire@college.invalid>',
    'Subject: =?utf-8?B?UGhvdG8gZGUgTGluYSBkYW5zIGxlIGdyb3VwZSBkZSBsYSBjbGFzc2U=?=',
    'Message-ID: <20261117065211.5A1F@mail.example.org>',
    'X-Mailer: Exemple Courriel 4.2',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="=_scelle_exercice_1"',
    'Content-Language: fr',
    '', 'Message au format MIME.', '--=_scelle_exercice_1', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', body,
    '--=_scelle_exercice_1', `Content-Type: text/plain; charset=utf-8; name="${attachment.name}"`, 'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${attachment.name}"`, '', ...lines, '--=_scelle_exercice_1--', '',
  ].join('\r\n'))
}

/** As a telephone exports a conversation: day/month/year, no zone. */
export function conversation(): string {
  return [
    '15/11/2026 18:40 - Les messages sont chiffrés de bout en bout. (Conversation fictive, faite pour un exercice.)',
    '15/11/2026 18:40 - Malo a créé le groupe «\u00a04e B sans les profs\u00a0»',
    '15/11/2026 18:41 - Malo a ajouté Jade, Lou et Noé',
    '15/11/2026 18:42 - Malo: IMG-20261115-WA0007.jpg (fichier joint)',
    '15/11/2026 18:42 - Malo: t’as vu la photo de Lina que j’ai mise ?',
    '15/11/2026 18:43 - Jade: mdr toute la 4e B l’a déjà',
    '15/11/2026 18:44 - Lou: Enlève-la, s’il te plaît.',
    '15/11/2026 18:45 - Malo: non c’est trop drôle',
    'personne lui parle demain ok ?',
    '15/11/2026 18:45 - Jade: ok, et on dit rien aux profs',
    '15/11/2026 18:46 - Noé: 😂😂',
    '15/11/2026 18:47 - Lou: Elle pleure depuis hier. Ça s’appelle du harcèlement.',
    '15/11/2026 18:48 - Malo: t’es avec elle ou avec nous ?',
    '15/11/2026 18:52 - +33 6 39 98 15 60 a rejoint le groupe avec le lien',
    '15/11/2026 18:53 - Malo: je la mets aussi sur la page du collège',
    '16/11/2026 07:31 - Jade: elle est pas venue ce matin',
    '16/11/2026 07:33 - Lou: J’en parle à la CPE.',
    '16/11/2026 07:34 - Malo a retiré Lou',
    '',
  ].join('\n')
}

export function savedPage(): string {
  return `<!DOCTYPE html>
<!-- saved from url=(0044)https://potins.example.org/4eb/photo-du-jour -->
<html lang="fr"><head><meta charset="utf-8">
<title>Potins de la 4e B – La photo du jour</title>
<link rel="canonical" href="https://potins.example.org/4eb/photo-du-jour">
<meta property="og:url" content="https://potins.example.org/4eb/photo-du-jour">
<meta property="article:published_time" content="2026-11-15T20:05:00+01:00">
<meta name="generator" content="Exemple Blog 2.1">
<style>body{font-family:sans-serif;max-width:40em;margin:2em auto}article{border:1px solid #ccc;padding:1em}</style>
</head><body>
<h1>Potins de la 4e B</h1>
<article><h2>La photo du jour</h2>
<p>Publié par <b>anonyme_4b</b> le 15 novembre 2026 à 20 h 05</p>
<p>[image : une élève seule sur un banc de la cour]</p>
<p>Trop drôle la tête de L. Partagez à tout le monde&nbsp;!</p></article>
<section><h3>12 commentaires</h3>
<ul><li><b>j4de</b> : mdrrr</li><li><b>invité</b> : demain personne s’assoit à côté d’elle</li><li><b>lou</b> : supprimez ça, c’est du harcèlement.</li></ul></section>
<footer>Page fictive, faite pour un exercice. Personne de réel n’y paraît.</footer>
</body></html>
`
}

/** A one-page PDF 1.4 written by hand: Helvetica in WinAnsi, so that accents need no font of ours. */
export function notice(): Buffer {
  const lines = [
    '/F2 16 Tf 56 780 Td (Collège des Tilleuls – Vie scolaire) Tj', '/F1 11 Tf 0 -34 Td (Compte rendu d’entretien, 17 novembre 2026) Tj',
    '0 -30 Td (Présents : Mme Fontanel, mère de Lina ; Mme Auvray, conseillère d’éducation.) Tj', '0 -24 Td (Lina, élève de 4e B, dit être mise à l’écart depuis le dimanche 15 novembre.) Tj',
    '0 -18 Td (Une photographie d’elle, prise sans son accord, circule dans un groupe de la classe.) Tj', '0 -18 Td (Les messages ont été remis par une camarade. Une copie est jointe au dossier.) Tj',
    '0 -24 Td (Mesures : entretien avec les élèves du groupe, signalement au 3018, suivi quotidien.) Tj', '/F1 9 Tf 0 -48 Td (Document fictif, fait pour un exercice. Toute ressemblance serait fortuite.) Tj',
  ]
  const content = Buffer.concat([Buffer.from('BT\n'), winAnsi(lines.join('\n')), Buffer.from('\nET\n')])
  const font = (name: string): Buffer => Buffer.from(`<</Type/Font/Subtype/Type1/BaseFont/${name}/Encoding/WinAnsiEncoding>>`)
  const objects = [
    Buffer.from('<</Type/Catalog/Pages 2 0 R/Lang(fr-FR)>>'), Buffer.from('<</Type/Pages/Kids[3 0 R]/Count 1>>'),
    Buffer.from('<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>'),
    Buffer.concat([Buffer.from(`<</Length ${content.length}>>\nstream\n`), content, Buffer.from('endstream')]), font('Helvetica'), font('Helvetica-Bold'),
    Buffer.concat([Buffer.from("<</Title("), Buffer.from('Compte rendu d\u0090entretien', 'latin1'), Buffer.from(")/Author(Vie scolaire)/Creator(Exemple Texte 7)/Producer(Exemple PDF 1.0)/CreationDate(D:20261117103015+01'00')/ModDate(D:20261117103015+01'00')>>")]),
  ]
  let bytes = Buffer.from('%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')
  const offsets = objects.map((object, index) => {
    const at = bytes.length
    bytes = Buffer.concat([bytes, Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')])
    return at
  })
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  return Buffer.concat([bytes, Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R/Info 7 0 R>>\nstartxref\n${bytes.length}\n%%EOF\n`)])
}

/** PDF 32000-1 annex D.2: Latin-1 and, of the rest, the apostrophe and the dash used above. */
function winAnsi(text: string): Buffer {
  return Buffer.from(text.replaceAll('’', '\u0092').replaceAll('–', '\u0096'), 'latin1')
}
