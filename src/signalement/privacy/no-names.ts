// Words that are no name even with a capital, folded: small words, usual verbs, titles and offices, platforms, days,
// and the nouns at which other rules begin.

const list = (words: string): readonly string[] => words.trim().split(/\s+/)

const SMALL_FRENCH = list(`
a afin ah ai aie ainsi alors apparemment apres as assez attention au aucun aucune aujourd aujourdhui auquel aussi aussitot autant autour autre
autres aux avant avec avez avons avait avaient avais beaucoup bah ben bien bientot bonjour bonsoir bon bonne bref c ca car ce ceci cela celle celles
celui certaine certains ces cet cette ceux chaque chez ci comme comment concernant contre d dans de debout deja demain depuis derriere des desormais
dessous dessus deux devant donc dont du durant e elle elles en encore enfin ensuite entre envers environ es est et etaient etais etait etant ete
etes etre eu eux exactement fait faire faut finalement franchement hier hors ici il ils j jai jsuis chui jme cest jamais je jusqu jusque jusqua l la
laquelle le lequel les lesquels leur leurs lors lorsque lui m ma maintenant mais malgre me meme memes merci mes mi mieux moi moins mon n ne ni non
normalement nos notre nous nouveau nouvelle o oh ok on ont or ou oui par parce parfois parmi pas pendant personne peu peut peutetre plus plusieurs
plutot pour pourquoi pourtant pourrait pouvez pouvait presque puis puisque q qu quand que quel quelle quelles quelqu quelque quelques quels qui quoi
quoique rien s sa salut sans sauf se selon ses seul seule seulement si temps chose choses endroit moment truc dossier reference ref ticket sinon soi
soit son sont sous souvent suite sur surtout svp t ta tandis tant tard te tel telle tellement tes toi ton tot toujours tous tout toute toutes tres
trois trop tu un une urgent va vais vas vers veut veux voici voila vont vos votre vous vraiment vs vu y
`)

const SMALL_ENGLISH = list(`
about after again all also although always am an and any are aren around as at be because been before being both but by can cannot could did didn do
does doesn don during each every everyone for from get gets got had has have he hello help her here herself hers hi him himself his how i if in into
is isn it its just last later like maybe me mine more most my myself never no nobody not nothing now of off often on once one only our out over
please she should since so some someone still such than thank thanks that the their them then there these they this those though thus to today
tomorrow too under until up urgent us very was wasn we well were what when where whether which while who whom whose why will with within without
would yes yesterday yet you your yours
`)

const USUAL_VERBS = list(`
accuse adore aime ajoute appelle appelee arrive attend bloque bloquee cherche commence connait continue craint cri crie dehors demande deteste
devient dit doit dort embete envoie envoye explique ferme habite hacke hacked harcele harcelee harceleur hurle ignore insulte insultee joue laisse
mange menace menacee mort moque ouvert parle partage pareil pense pirate piratee pleure porte poste prend prive privee publie publique raconte
recoit recu refuse regarde reste revient risque sait semble sent signale souffre souhaite subit subi suis suit suspendu supprime tombe traite trouve
utilise veulent victime vient vit vide visible connu connue desactive afraid banned being blocked called calls crying deleted disabled down found
getting goes going gone hates knows likes locked lost loves needs open private public received receives said says scared suspended told tells uses
wants went cries nul nulle perdu perdue tranquille seule triste malade desesperee desespere terrorisee terrorise mineur mineure majeur majeure
presume presumee principal principale handicape handicapee
`)

const OFFICES = list(`
monsieur madame mademoiselle messieurs mesdames mme mlle mr mrs ms miss m mm dr pr maitre docteur professeur professeure prof sir dear procureur
procureure juge proviseur proviseure directeur directrice maire president presidente prefet prefete ministre cpe commissaire inspecteur inspectrice
capitaine lieutenant adjudant brigadier gendarme gendarmerie policier policiere police avocat avocate infirmiere infirmier psychologue surveillant
surveillante educateur educatrice assistante assistant rectorat recteur rectrice referent referente conseiller conseillere delegue deleguee
moderateur moderateurs moderation plateforme parquet tribunal justice etat association principal headteacher teacher judge doctor officer sergeant
mayor prosecutor parents parent eleves classe class community
`)

const PLATFORM_WORDS = list(`
instagram insta snapchat snap facebook fb meta tiktok twitter x discord yubo mym youtube ytb bluesky mastodon peertube telegram whatsapp messenger
twitch reddit onlyfans roblox fortnite minecraft google gmail apple iphone android samsung microsoft internet web wifi netflix pinterest linkedin
signal skype omegle threads bereal wizz hoop ngl pronote ent parcoursup chatgpt steam playstation xbox pharos e-enfance enfance allo numerique arcom
cnil dsa rgpd reel reels story stories live tchat chat post posts video videos photo photos compte comptes profil account page groupe group serveur
server kik viber vinted leboncoin capcut tinder badoo coco ask tellonym sarahah
`)

const CALENDAR = list(`
lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre noel paques
toussaint rentree monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november
december christmas ans an mois semaine semaines jour jours heure heures minute minutes matin soir nuit midi week weeks month months year years day
days morning night
`)

const OTHER_RULES = list(`
rue avenue boulevard bd place impasse allee chemin quai residence lotissement square route cours cite tel telephone portable numero adresse email
mail e-mail mel contact pseudo ddn date nom prenom age objet college lycee ecole lep cfa universite fac maternelle primaire school high university
classe seconde premiere terminale sixieme cinquieme quatrieme troisieme cp cm ce nee ne abonnes abonnements vues likes followers euros personnes
messages membres commentaires partages habitants francs dollars utilisateurs fois points views people users members jeunes enfants victimes mineurs
comptes videos photos fille fils soeur frere mere pere maman papa enfant eleve copine copain ami amie amis daughter son sister brother mother father
mum dad friend child france amerique afrique asie algerie maroc tunisie belgique suisse espagne italie angleterre francais francaise europe europeen
europeenne anglais anglaise american english french
`)

export const NO_NAMES: ReadonlySet<string> = new Set([
  ...SMALL_FRENCH, ...SMALL_ENGLISH, ...USUAL_VERBS, ...OFFICES, ...PLATFORM_WORDS, ...CALENDAR, ...OTHER_RULES,
])

/** Words before which a name typed without capitals ends. */
export const NAME_ENDS: ReadonlySet<string> = new Set(list('et and qui who j i je il elle he she est is a ai mais but'))
