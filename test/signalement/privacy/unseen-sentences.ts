// As sentences.ts: invented, with the same marks. They were written once the rules stood, to see how these fare on what
// they were not made for, and kept when they had told it.

export const UNSEEN = String.raw`
bjr jmappelle {name|lola} jai {age|14 ans} on a diffusé mes photos
Slt, moi c {name|mehdi} et un mec me menace sur insta
{name|Océane} vient de nous écrire, elle est à bout.
Sa prof principale, Mme {name|Roussel-Petit}, l'a vue pleurer.
Le papa de {name|Thaïs} a appelé à 18h.
L'élève {name|Rayan} a filmé la bagarre.
Son ex-copain {name|Dylan} menace de tout envoyer.
La grande sœur, {name|Assia}, a fait les captures.
c'est mon frère {name|Ilyes} qui m'a montré
Le nommé {name|BOUCHARD Kevin} serait l'auteur.
Victime : {name|Alicia M.}, collégienne
Prénom de l'enfant : {name|Eliott}
Elle se prénomme {name|Capucine}.
Madame {name|N'Diaye} souhaite être rappelée.
le père, M. {name|Da Silva}, est joignable le soir
Sa maman {name|Fatoumata Traoré} a porté plainte.
notre fils {name|Jean-Baptiste} est en {class|3e C}
tel portable: {phone|06 39 98 56 78} (maman)
Fixe : {phone|01 99 00 56 78}, après 18h
{phone|+33639985678} ou le 3018
Me joindre : {phone|06.39 98 56.78}
mail : {email|sos.famille@example.fr}.
Mon adresse mail c'est {email|zoe_12 arobase gmail point com}
Elle vit au {address|14 rue du 8 mai 1945 à Vannes} avec sa mère.
habite {address|5 place Jean Moulin, 35000 Rennes}
Il habite {address|avenue Foch} à côté du stade.
{address|18 lotissement Les Hauts de Seille, 54000 Nancy}
Le domicile est {address|23, quai de la Loire}.
Inscrite au {school|collège Simone-Veil} depuis septembre.
le {school|lycée Sainte-Marie-des-Champs} a été prévenu par le parquet
scolarisé à l'{school|école primaire Jules Ferry}
son {school|college victor hugo} ne fait rien
Elle est scolarisée en {class|5ème A}.
il est en {class|1ère STMG} cette année
les élèves de {class|CM1} ont créé un groupe
ma fille est en {class|sixième}.
elle entre en {class|terminale}.
née le {birthDate|3 février 2011}, elle est fragile
né à Brest le {birthDate|03/02/2011}
Ma fille ({age|11 ans}) a reçu une vidéo.
Nous avons une fille de {age|15 ans} qui est harcelée.
j ai {age|12 ans} et j ai peur
Agée de {age|16 ans}, elle ne dort plus.
elle a eu {age|13 ans} hier
Son pseudo Discord : {handle|zoe#4821}
son snap c'est {handle|lili_dpt}
Mon TikTok c'est {handle|@lili.dpt07}
Ma chaîne YouTube est piratée et {name|Sofiane} le sait.
le compte insta de mon fils est {handle|@adam_foot10}
On m'a volé mon compte {handle|lea_mrt_2}
my sister {name|Hannah} is {age|11} and she is scared
I am {name|Daniel}, a friend of the victim.
My phone number is {phone|+44 7700 900456}.
She attends {school|St. Mary Primary School} in Leeds.
Le RIB : {iban|FR1420041010050500013M02606}
La maman de {name|Léna} nous appelle : sa fille, élève de {class|5e} au {school|collège Marcel Pagnol}, reçoit des menaces de mort sur Snapchat depuis lundi.
Appel de Mme {name|Kowalski}, mère d'une fille de {age|14 ans}, scolarisée au {school|lycée Blaise Pascal} en {class|2nde 4}.
Son fils {name|Nathan} (né le {birthDate|4/06/2009}) a envoyé des photos à un inconnu qui demande 300 euros.
Contact mère : {phone|06 39 98 44 55} / {email|m.kowalski@example.fr}
un garçon de sa classe, {name|Mathéo R.}, a créé le compte @balance_ton_lycee
C'est {name|Jade} qui a filmé, {name|Louise} a diffusé.
je suis {name|Alexis} j'ai {age|15 ans} jsui en {class|3eme 4} au {school|collège Pasteur}
ma meilleure amie {name|Clara} se fait harceler par {name|Enzo Petit}
La jeune {name|Myriam B} a tenté de se suicider.
La victime est en {class|terminale STMG} et habite {address|Résidence du Parc, bâtiment C}.
Le frère aîné, {name|Karim}, a identifié l'auteur.
le prof M {name|Lambert} est au courant
Monsieur {name|Ait-Ahmed} et Madame {name|Nguyen} portent plainte.
Elle a reçu un message sur son compte {handle|@nina.off_} à 22h.
Le compte Snap de la victime : {handle|nina.offi}
Pseudo de la victime sur Discord : {handle|ninaa#0042}
Adresse: {address|17B rue Saint-Exupéry, 69003 LYON}
Elle loge {address|1 impasse des mimosas 34000 montpellier} chez son père
{address|102 boulevard de la Libération, bâtiment 3}
Elle fête ses {age|13 ans} demain
date de naissance {birthDate|15/08/2012}
Mon anniversaire est le {birthDate|15 août}.
Position : {coordinates|43.2965 N, 5.3698 E}
num de la maman {phone|0639984455}
Il a écrit au {phone|+33.6.39.98.44.55} toute la nuit
La photo montre {name|Emma} devant son {school|Lycée Jean-Baptiste Corot}
Prénom : {name|Swann}
Nom de famille : {name|Lopez-Garcia}
nom et prénom : {name|LOPEZ Swann}
ELEVE : {name|DUBOIS LÉA}, CLASSE : {class|3E2}
la petite {name|Kiara} a 2 sœurs
Son ami {name|Théo} et son cousin {name|Yoann} aussi.
Her brother {name|Liam} shared the picture with his friend {name|Noah Smith}.
The bully is called {name|Jason}.
I'm {name|Hannah} from {school|Oakwood Primary School}.
Bonjour je me permets de vous contacter car ma fille {name|Élina}, {age|12 ans}, scolarisée en {class|5e2}, a été filmée dans les toilettes.
Le nom de l'auteur est {name|Dorian Vasseur}, il est au {school|lycée Gustave Eiffel}.
mon ptit frère {name|sacha} a peur
Ma belle-fille {name|Kimberley} a tout vu.
La maman, Madame {name|Diallo-Sow}, demande un rappel au {phone|06 39 98 77 88}
Il menace {name|Tiffany} et sa sœur {name|Cindy}.
Elle se fait appeler {name|Lilou} sur Yubo
Je vis au {address|45, rue de l'Église 67000 Strasbourg}
il connait mon adresse ({address|9 allée des Tilleuls})
BP 12, {address|44000 Nantes}
Elle est interne au {school|lycée agricole Le Valentin}.
Mon école c'est {school|Sainte Thérèse}
Elle est en {class|CE2} à l'{school|école Pablo Neruda}
il était en {class|3e 5} l'an dernier
je suis en {class|terminale}
La victime a {age|16 ans et demi}.
Il avait {age|17 ans} au moment des faits.
née en {birthDate|avril 2012}
Son anniversaire : {birthDate|14/02/2011}
mon tel c le {phone|0639987788}
Mon mail {email|famille.b@example.org}, merci
mon snap {handle|lou_dpt7}
Mon compte insta : {handle|lou.dpt}
j'ai deux comptes, mon compte principal est {handle|@lou.dpt}
ton frère {name|Ilyan} va payer
l'élève {name|Chaïma} et l'élève {name|Romain} se sont battus
M. et Mme {name|Perrot} portent plainte
Mr {name|OLIVEIRA} rappellera
Le professeur {name|Gauthier} a vu la vidéo
{name|Lucie Fontaine} a retiré sa plainte.
My name is {name|Sophie} and my brother {name|Max} is {age|10}.
Her school is {school|Riverside Academy}.
`

export const UNSEEN_SILENT = String.raw`
Ma fille pense que tout le lycée a vu la vidéo.
Mon fils Est-ce normal ?
Mon ami Facebook a disparu.
La petite Amérique du Sud.
Madame, Monsieur, je vous écris au sujet d'une vidéo.
Bonjour Madame, merci de votre réponse.
Monsieur a raccroché, Madame rappelle demain.
Mme la CPE et M. le principal adjoint sont au courant.
Elle m'appelle tous les soirs en pleurant.
Il m'appelle grosse vache devant tout le monde.
L'enfant s'est confié à l'infirmière.
La victime a bloqué le compte le 3 mars à 21h30.
Le compte a été créé le 12 mars 2026.
Publication du 01/02/2026, vue 12 300 fois.
Ouvert de 9h à 23h, 7 jours sur 7.
Elle a perdu 6 kg en 3 semaines.
La 5e République
Elle a eu 3 sur 20 en maths.
Il lui a demandé 50 euros puis 200 euros.
Le chantage dure depuis 6 mois et 12 jours.
Capture n° 12 sur 45
Le lien est t.co/AbC123456 et il marche encore.
Serveur Discord 812345678901234567
https://discord.com/channels/812345678901234567/812345678901234568/912345678901234567
son insta n'est plus visible
Mon profil est public mais je vais le fermer.
mon pseudo est connu de tous
mon compte Snapchat ne répond plus
le compte @moquerie_4eb insulte des élèves
Je suis à 5 minutes du collège.
L'école de la vie est dure.
Elle va à l'école à pied.
La route est longue.
Il a pris place au fond du cours.
Il a fait 2 avenues à pied.
Une place de cinéma coûte 12 euros.
Son mail est piraté, son tel aussi.
Il joue à Roblox et Fortnite toute la nuit.
TikTok, Yubo et Mym refusent de répondre.
SVP AIDEZ MOI JE NE SAIS PLUS QUOI FAIRE
Le Parisien et Le Monde en ont parlé.
Les vidéos de Squeezie
Depuis Noël, la situation empire.
Les faits ont eu lieu à Paris puis à Lyon.
L'adresse de la page est masquée.
Elle avait déjà signalé en 2025.
Ils étaient 3 ans plus tôt dans la même équipe.
La peine est de 3 ans, 7 ans en bande organisée.
Ne pas rappeler avant 18h, le 12 elle sera absente.
née d'une rumeur, l'affaire a pris de l'ampleur
Une rumeur est née en ligne le soir même.
They said he was 10 minutes late.
We are at the school now.
He was born angry, she says.
My son is in danger, please call.
Meet me at 10 dot or later.
12 Years A Slave is a film.
Her insta is private.
Le compte publie des montages photo dégradants d'une élève, avec des commentaires sexistes et des appels à la violence.
Bonjour, Je suis conseillère au 3018, Je vous signale un contenu illicite.
L'auteur menace de publier d'autres images si elle ne paie pas avant le 15 du mois.
Contenu vu le 23 novembre 2026 à 18 h 04, toujours en ligne à 19 h.
Plus de 2 500 abonnés, 45 publications, 12 victimes identifiées à ce jour.
La plateforme a répondu le 2/11 : "contenu conforme".
Le profil https://www.instagram.com/balance_ton_lycee/?hl=fr reprend la photo.
Article 226-2-1 du code pénal ; loi du 29 juillet 1881, art. 24.
Règlement (UE) 2022/2065, article 16, paragraphe 2.
Elle reçoit 50 messages par jour, parfois 3 par minute.
Les parents ont été avertis par le collège le jour même.
Le principal du collège a convoqué les élèves.
Il s'agit d'un deepfake d'une mineure.
La vidéo dure 1 min 30 et montre des coups.
Le chef d'établissement, la CPE et l'infirmière suivent la situation.
Compte suspendu 24 h puis réactivé.
Rue, école, réseaux : elle n'est tranquille nulle part.
Les faits se sont produits à la Place de la Mairie.
Elle est suivie par le CMP de Lyon.
Le Raid a commencé vers 20h sur Twitch.
Une classe de 5e entière est touchée.
On demande le retrait des 12 vidéos (10 sur TikTok, 2 sur X).
Le groupe WhatsApp "Les Boss de 4e" compte 32 membres.
Son compte TikTok a été piraté et son mot de passe changé.
Mon compte Insta a 300 abonnés.
Le numéro affiché est masqué.
Le mot de passe était trop simple.
Elle a appelé le 15 puis le 114.
Le suspect aurait entre 15 et 17 ans.
La victime a plus de 15 ans et moins de 18 ans.
Merci de Supprimer ce compte.
URGENCE VITALE : APPELER LE 17 OU LE 112
The platform has not answered for 3 weeks.
This account posts fake nude pictures of a minor.
Our school is closed on Friday.
His account was deleted twice.
Voir capture 3 et 4, ligne 17.
Ref 12345 Dossier urgent
Le serveur est hébergé chez OVH, IP 203.0.113.25.
Hash SHA-256 : 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
Signalement n° 018f3c2a-7b1e-7c3d-9a4b-1234567890ab
Le compte @lea_officiel_fake usurpe son identité et demande de l'argent.
Un homme de nationalité inconnue lui écrit la nuit.
Les images ont été vues par environ 200 personnes au collège.
Elle a vu un psy le 3, puis le 10 et le 17.
Le 1er message date du 4 octobre, le 2e du 5.
Il lui dit « tu vas mourir » et « je sais où tu habites ».
La photo a été prise à la piscine municipale.
Une enquête est ouverte à la brigade de gendarmerie.
Le Procureur de la République de Nantes est saisi.
Un adulte se fait passer pour un ado sur Discord.
Il a promis des V-Bucks contre des nudes.
Le live TikTok a duré 2 h 15.
Le contenu enfreint l'article 222-33-2-2 du Code pénal.
Merci de bloquer le compte pour les moins de 18 ans.
Merci d'avance, l'équipe du 3018
Elle a changé 3 fois de collège.
Il y a eu 4 signalements en 24 h.
On m'appelle souvent en numéro masqué.
Son numéro de téléphone circule sur le groupe.
Son adresse et son école sont publiées.
Le pseudo utilisé est insultant.
Elle est la première de sa classe.
On est en troisième semaine de cours.
Elle attend une seconde chance.
Il a perdu la 2e manche.
Le Lycée a réagi. Le Rectorat aussi.
Ma mère Veut porter plainte.
Sa Mère est au courant.
Notre fille Est suivie.
ma mère travaille à l'hôpital
Mes parents Ne savent rien
JE VEUX QUE CA S'ARRETE
MON FILS PLEURE TOUS LES SOIRS
Photo 1, photo 2 et photo 3 sont à retirer.
Profil créé en 2019, 150 posts.
mme chose hier soir
Please take down this video, it shows a minor.
He is the second most followed in his school.
Police were told on 12 March 2026 at 14:30.
`
