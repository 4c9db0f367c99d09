// First names usual in France and in English-speaking countries, folded. Used to read names typed without capitals,
// and names that stand alone. A list of names in use, of nobody in particular.

const list = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/))

/** Nothing but a name when it has a capital. */
export const FIRST_NAMES = list(`
aaron abdel abdelkader abdallah adam adele adrien agathe ahmed aicha aimee alban albane alessio alexandra alexandre alexia alexis alice alicia aliya
alizee alix alya alyssa amandine amaury amel amelia amelie amina amine amir anaelle anais anas andrea angele angelina angeline anissa anna annabelle
anouk anthony antoine antonin apolline ariane armand arthur assia assya astrid aubin audrey augustin aurelie aurelien aurore axel ayden aylin ayoub
aziz baptiste barnabe bastien benjamin benoit berenice bilal bintou brahim brice brigitte bruno bryan camelia camille capucine carla caroline
cassandra catherine cecile celeste celia celine chloe christelle christian christine christophe clara clarisse clemence clementine clement coline
corentin coralie corinne cyprien cyril damien daphne david delphine diane diego dimitri djibril dorian dylan eden edgar edouard elea eleonore elias
elif elina elio eliot eliott elisa elisabeth elise elodie eloise elsa elyna emeline emilie emilien emma emmanuel emmanuelle emmy enzo eric erwan
esteban estelle ethan eugenie eva evan ewen fabien fabrice fanny farah farid fatima fatou fatoumata faustine felicie felix fiona flavie flavien
florent florian francine francois francoise frederic gabin gabriel gabriella gabrielle gael gaelle gaetan gaspard gauthier genevieve geoffrey gerald
gerard germain ghislain gilles giulia gregoire gregory guillaume gustave guy gwenael hafsa halima hamza hana hassan heloise henri hicham hippolyte
hugo ibrahim ibrahima idriss ilan ilian ilyana ilyes imane imran ines ingrid irina isaac isabelle ismael issa iyad jacques jacqueline jade jamel
jasmine jean jeanne jennifer jeremie jeremy jerome jessica joanna johan johanna jonas jonathan joris joseph josephine joshua josselin jules julia
julian juliana julie julien juliette justine kais kamel karim karima karine kelly kelyan kenza kevin khadija kylian laetitia lamia laura laure
laurent laurie lea leana leandre leane leila lena lenny leo leon leonard leonie leopold leyna lila lilia liliane lilian lilou lina linda lino lisa
lise livia loane loann loic lola lorenzo lorenza lou louane loubna louis louise louka loukas lubin luca lucas lucie lucien luka luna lyam lydia lyna
maeline maelle mael maelys maeva mahaut malak malik malo malika mamadou manel manon marc marcel margaux margot maria mariam marianne marie marion
marius marjorie marouane martine martin marwa maryam mateo mathias mathieu mathilde mathis matteo matthias matthieu maud maxence maxime maxine mehdi
melanie melina melissa melvin mia michel michele mickael mila milan milo mina mohamed mohammed moussa mouna myriam nabil nadia nadine naim naomi
natacha nathalie nathan nawel nelly nicolas nina nino noa noah noe noemie nolan nora norah nour octave odile oceane olivia olivier omar ophelie
oscar oumou pascal patricia patrice patrick paul paula pauline perrine philippe pierrick quentin rachel rachid raphael raphaelle rayan rayane regis
remi remy renaud rita robin rodolphe romain romane romy ronan roxane ruben ryan sabrina salim salma salome samantha samia samira samuel samy sandra
sandrine sara sarah sebastien selena selma seraphine serge shaina simon sirine sofia sofiane soline solene solenn sonia sophia sophie soraya stella
stephane stephanie suzanne sylvain sylvie tania tess thais thea theo theodore thibault thibaut thierry thomas tiago timeo timothee titouan tom tony
tristan ugo ulysse valentin valentine valerie vanessa vincent virginie viviane wassim wendy william xavier yacine yael yanis yann yannick yasmine
yasmina youssef yousra youri yves yvan zakaria zakary zeynep zineb zoe matheo lana maelia alex axelle ambrine assane bakary boubacar brayan cheick
cindy cynthia dorothee elyes emy erwann eva-marie fares ghita giovanni hawa inaya ilhan ilyan isaline issam jawad jihane kaina kamil kiara kenzo
kellya kelya leandro loris lorena lorene lucile maissa mamoudou marc-antoine marin maryline melvyn mouhamed myrtille naelle nahil naya neyla nils
oceana oriane ornella othmane ousmane pablo priscilla prescilia rania ryad safia saad sami sana seydou shana sixtine soan souleymane sulyvan syrine
tiffany tyron wael wassila wilfried yannis yassine yasin younes yohan yoann yohann youssouf zaid zakariya zelie ziad abigail aiden alfie amber
andrew ashley ben brandon brian brittany caleb callum charlotte chelsea chris connor daniel danny declan ella ellie emily finley freya george
georgia gemma hannah harriet harry henry isabella isla jack jacob jake james jamie jason jayden john kayla kyle lauren liam logan lucy luke madison
mason matthew megan michael mike molly natasha oliver owen poppy rebecca reece riley robert sean steven stuart taylor tyler zach zack
`)

/** Also words, places, brands or saints of streets: a name only after words that announce one. */
export const AMBIGUOUS_NAMES = list(`
aime alba alma ambre ange april autumn aya blanche brune candice charlie chance charles claire claude constance constant dana daisy desire dora eden
eve faith fleur florence france gaia grace holly hope iris ivy jade joy judith june kim lili lily lina lou lorraine louane mae marceau marie marine
mark max maya may melody merlin milan neil nil olive pascale perle philomene pierre prosper prune ray rene roger rose ruby sam line scarlett sacha
serena sky solal stanislas swann sylvestre tasnim theia victoire victor victoria violette will
`)
