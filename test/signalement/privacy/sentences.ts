// Invented sentences as counsellors type them. `{kind|words}` is what must be found, to the letter; all else must not.
// Every person, number and address is made up: 06 39 98 and 01 99 00 are numbers kept for fiction.

export const FRENCH = String.raw`
Bonjour, je m'appelle {name|Léa Martin} et j'ai {age|13 ans}.
je m'appelle {name|lea martin} et je suis harcelée
Je m’appelle {name|Jean-Pierre} et mon voisin me menace.
Elle dit : je m'appelle {name|Zoé}.
moi c'est {name|Lucas}, je vous écris pour un ami
Mon prénom est {name|Noémie} et je ne sais plus quoi faire.
Mon prénom c'est {name|kelyann}, je suis au collège.
Ma fille {name|Manon} ne dort plus depuis la diffusion.
ma fille {name|lea} pleure tous les soirs
Mon fils {name|Tom} a reçu des menaces.
Mon fils, {name|Adam}, ne veut plus sortir.
Notre fille {name|Inès Le Goff} est visée par ce compte.
Ma petite sœur {name|Yasmine} est terrorisée.
Ma petite soeur {name|Camille D'Angelo} a peur.
Mon enfant {name|Gabriel} a envoyé une photo.
Mon élève {name|Kylian MARTIN} m'a tout raconté.
La victime {name|Sarah B.} a supprimé son compte.
Le harceleur s'appelle {name|Enzo} et il est connu.
Il s'appelle {name|mattéo dupont} et il menace les autres.
Sa mère s'appelle {name|Nathalie Durand}.
On l'a su par {name|Chloé}, sa meilleure amie.
{name|Nolan} a diffusé la photo dans le groupe.
Le père a rencontré Mme {name|Lefèvre} hier.
La CPE, Mlle {name|Garnier}, est prévenue.
M. {name|de La Tour} a déposé plainte.
Monsieur {name|Benali} a rappelé ce matin.
Madame {name|LE GALL} attend une réponse.
mme {name|dupuis} a rappelé ce matin
Un nommé {name|Kevin} envoie les messages.
Nom : {name|Dupont}, prénom : {name|Alice}.
Sa copine {name|Maëlys} a aussi reçu la vidéo.
Le petit {name|Timéo} ne parle plus.
JE M'APPELLE {name|LINA} ET JE SUIS HARCELEE DEPUIS LA RENTREE
Ma fille s'appelle {name|فاطمة} et elle a peur.
Rappeler au {phone|06 39 98 12 34} après l'école.
Son numéro : {phone|0639981234}.
Tel {phone|06.39.98.12.34} ou {phone|01-99-00-12-34}
Appelez la mère ({phone|+33 6 39 98 12 34}).
joignable au {phone|0033 6 39 98 12 34}
le père est au {phone|+33 (0)6 39 98 12 34}
Numéro {phone|06/39/98/12/34} donné par le frère.
La grand-mère vit à la Réunion : {phone|+262 639 98 12 34}.
Mon numéro est le {phone|639 98 12 34}.
Il écrit depuis le {phone|+44 7700 900123}.
tel : {phone|0639 98 12 34}
Écrire à {email|lea.martin@example.fr} pour la suite.
son mail est {email|lea arobase example point fr}
Joindre {email|tom(at)example.com} svp
{email|lea.dupont [at] example.org}
Elle habite {address|12 rue des Lilas, 75011 Paris}.
Elle habite au {address|12 bis rue Victor Hugo}.
On vit {address|4 avenue de la République 59000 Lille} depuis peu.
Domicile : {address|8, impasse du Moulin}.
il habite {address|3 rue de la paix}
Adresse : {address|25 bd Jean Jaurès - 13001 Marseille}
{address|7 allée des Cerisiers à Nantes}, deuxième étage
{address|2 ter chemin du Bois} chez sa tante
La famille vit {address|résidence Les Acacias}.
J'habite {address|rue du Général de Gaulle}, près du parc.
{address|75011 Paris}
Il est de {address|97400 Saint-Denis}.
Elle est au {school|collège Jean Moulin}.
Il est élève au {school|Lycée Louis-le-Grand}.
Ma nièce va à l'{school|école Saint-Joseph}.
au {school|collège jean moulin} tout le monde a la vidéo
Ça se passe au {school|lycée professionnel Les Pins} depuis mai.
Au {school|lycée du Parc}, tout le monde a vu la photo.
Elle étudie à l'{school|université Paris 8}.
Le {school|CFA Robert Schuman} est prévenu.
Elle est en {class|4e B}.
En {class|4ème 3}, personne ne lui parle.
Il est en {class|troisième 2} cette année.
Ma fille est en {class|CM2}.
Il est en {class|seconde 5}.
élève de {class|terminale S}
classe de {class|5eC}
Sa classe : {class|6°2}.
Elle est en {class|4e} et ne dort plus.
Elle est née le {birthDate|12/03/2012} à Lille.
Il est né en {birthDate|mars 2011}.
né(e) le : {birthDate|01.02.2010}
Date de naissance : {birthDate|12 mars 2012}
DDN {birthDate|12-03-2012}
Elle est née en {birthDate|2011}.
j'ai {age|13 ans} et je suis perdue
Elle a {age|12 ans}, elle pleure.
Ma sœur de {age|16 ans} est visée.
La victime, {age|14 ans}, a tout supprimé.
Un garçon âgé de {age|17 ans}.
Elle a {age|treize ans et demi}.
mon compte {handle|@lea_mrt} a été copié
Mon snap : {handle|lea.mrt12}
Son insta est {handle|lea_mrt}.
mon pseudo est {handle|leamrt} sur ce jeu
Le compte de ma fille ({handle|@zoe.dpt}) est bloqué.
Sur mon compte Instagram {handle|@tom.b07} je reçois tout.
N° de sécu : {nir|2 12 03 75 116 001 62}.
INE : {nir|123456789AB}
IBAN {iban|FR76 3000 6000 0112 3456 7890 189}
La photo vient de {coordinates|48.8566, 2.3522}.
`

export const ENGLISH = String.raw`
Hello, my name is {name|Emma Stone-Hill} and I'm {age|13}.
My daughter {name|Olivia} is being bullied.
My son {name|Jack O'Neil} got threats.
A boy called {name|Ryan} sends the messages.
Her name is {name|Chloe}.
Mrs {name|Baker} called us this morning.
She is {age|12 years old} and very afraid.
A {age|14-year-old} girl was filmed.
The victim, aged {age|15}, wants it removed.
Call the mother on {phone|+44 7700 900123}.
Write to {email|emma@example.com}.
her mail is {email|emma at example dot com}
They live at {address|12 Baker Street}.
She goes to {school|Green Hill High School}.
He is in {class|year 9B} there.
She was born on {birthDate|12 March 2012}.
DOB: {birthDate|2012-03-12}
my snap is {handle|emma_s12}
My account {handle|@emma.s} was copied.
`

/** Nothing to be found. */
export const SILENT = String.raw`
Ma fille ne veut plus aller au collège.
Ma fille a peur de sortir dans la rue.
Mon fils et ma fille sont visés par ce compte.
La manifestation était dans la rue, place de la République.
Rendez-vous le 12/03 à 18h.
Les messages datent du 12/03/2026 à 18:04:07.
Publié le 23/11/2026 18:04 puis supprimé.
Appelez le 3018, le 119 ou le 17.
Le 0 800 005 696 répond du lundi au vendredi.
Le compte @harceleur2026 publie ses photos.
@harceleur2026 a menacé toute la classe.
Il habite à Marseille.
Marseille est loin, dit la mère.
Instagram ne répond pas depuis deux jours.
Ma fille Instagram bloqué depuis lundi.
Mon fils Snapchat et TikTok, il ne fait que ça.
Elle utilise Snap et Discord.
L'application s'appelle Yubo.
Ça s'appelle du harcèlement.
Comment ça s'appelle déjà ?
Je ne sais pas comment il s'appelle.
M. le procureur a été saisi.
Madame la juge attend le dossier.
Monsieur le Procureur de la République
Voir https://www.instagram.com/p/0639981234/ et https://x.com/i/status/1790000000000000000
instagram.com/p/C1234567890 contient la photo
La vidéo https://www.tiktok.com/@harceleur2026/video/7300000000000000000 tourne encore.
Le collège est prévenu, la plainte est déposée.
Le lycée et l'école primaire sont informés.
Les élèves de sa classe ont tous la photo.
C'est la troisième fois en 2 semaines.
La première plainte date de 2024.
Il y a 3 ans, la même chose est arrivée.
Depuis 2 ans, il reçoit des menaces.
Elle a moins de 15 ans.
Les mineurs de 15 à 17 ans sont visés.
Risque : 5 ans de prison et 75 000 euros d'amende.
Article 227-23 du code pénal, CP 222-33-2-2.
Elle a 2 ans de retard.
Elle ne veut pas parler.
Il ne le dira pas avant le procès.
La vidéo a 15000 vues et 1200 commentaires.
+100000 vues en une heure
Mon compte est piraté depuis hier.
mon compte est bloqué, aidez moi
Mon insta est privé.
Mon snap est supprimé.
son compte : il a été suspendu
Je suis en seconde partie de soirée devant l'écran.
Elle est arrivée en 3e position.
Le 4e message est le pire.
On lui a pris la place 12 du bus.
Il a 3 cours de maths par semaine.
Attendez 5 minutes puis rappelez.
À deux rues de chez elle.
Le signalement 2026-00042 est en attente.
Numéro de dossier : 2026000421234
Adresse IP 192.168.1.12 relevée
Version 1.234.567 de l'application
Contact : support@snapchat.com a répondu.
@lea@mastodon.example est le compte signalé.
Bonjour, Merci pour votre aide. Cordialement
Depuis Lundi, Elle reçoit des Messages.
Le groupe s'appelle Les Moches et compte 40 membres.
Dans le groupe Wizz, la photo a été partagée.
URGENT : LA VIDEO CIRCULE ENCORE SUR SNAPCHAT
LA VICTIME EST MINEURE, MERCI DE RETIRER LA PHOTO
La victime Présumée a été entendue.
Le montant est de 1 250,50 euros et 12,500 15,000 vues.
Un élève a appelé la police.
Je suis Française et je vis à l'étranger.
C'est moi qui ai signalé, Merci.
La rue était vide.
Elle a reçu 12 messages de menace à 3h du matin.
My daughter is afraid to go to school.
The account was blocked on Monday.
He was called names in the street.
I called the police at 10 pm.
I'm 100 % sure.
Look at example.com for more.
She has been crying for 3 years.
This is the second time.
my account is locked
Please remove the video, I will call you in May.
`
