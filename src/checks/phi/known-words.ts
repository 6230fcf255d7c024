import { CHART_WORDS } from './chart-words.ts'

const words = (text: string): string[] => text.trim().split(/\s+/)

/** People whom signs, scores, diseases, parts of the body, operations and instruments are named after, in lower case. */
const EPONYMS = words(`
  abbe achilles addis adson albright alport angelman apgar argyll arnold asherman ashworth aspen auerbach austin bakri ballard bandi bankart barré barre barlow
  bartholin barthel bartter basedow bassini battle bazett beck becker behcet behçet bence bennett berger berry biot bismuth bland blalock blom blumer
  boerhaave bosniak bouchard bouveret bradford breslow bristol brock brodie brooke brudzinski brugada bruce buerger bunnell burch burkitt caldwell calot cannon caprini
  carpenter castleman chagas charlson chaddock cheyne chiari child chopart chvostek cincinnati clark clara cloquet cobb coeliac cockcroft cohn colles conn cooley
  corrigan courvoisier cowden cowper coxsackie creutzfeldt dandy dercum devic dieulafoy digeorge dix dobhoff doppler douglas down dressler duane
  dubin ducrey duchenne duke dukes dupuytren ebstein edmonton edwards ehlers eisenmenger epworth erb eustachian eustachi fabry fallot fallopian fanconi felty finkelstein
  fisher fitz flexner fontaine forrest fothergill fowler franz friedewald friedreich frohlich froment fuchs galeazzi galen gardner garden gartland gaucher gault geiger genant ghon
  gilbert gilles girdlestone gleason glenn glisson goldman golgi goodpasture gottron graf gustilo guyon hallpike hamman hansen harrington hartmann harrington hartnup
  hawkins heberden heineke heinz heller henle henoch herrick hertel hesselbach hess hickman hill hirschsprung hoffa hoffman hoffmann hohn homan horner howell hughes hunt
  hunter huntington hurler hutchinson ivor jackson jacksonian jaeger janeway jefferson jeune jones kaposi karnovsky kartagener kasai kawasaki kayser kegel kehr kellgren kelly kernig
  killian killip kimmelstiel kirschner klatskin klinefelter klippel klumpke kocher koplik korotkoff korsakoff krukenberg kugelberg kussmaul kveim lachman laennec lambert lance
  langerhans lasegue lasègue lauren leadbetter leber leiden lenegre leopold leriche lesch levine lewis leydig lichtenstein likert lisfranc little littre liverpool lown ludwig luschka lynch
  mackenzie macintosh magill mallory mankin marfan mason matas mayo mcardle mcburney mcdonald mcgill mcmurray mcroberts meckel meigs meniere ménière menetrier merkel merseburg meyer
  michigan mikulicz milan miller minnesota mirizzi mohs monro monteggia montgomery montreal moro morison morgagni morton mueller muller murphy myerson neer nissen noonan norton norwood
  oddi ogilvie ortolani osgood osler ottawa pancoast pap papanicolaou parinaud paris parkes parkland patau peutz peyer peyronie pfannenstiel phalen philadelphia pick pierre
  plummer poland pott pratt prader prague prinzmetal quincke ramsay ramstedt ranson rapoport reed reinke reiter retzius reye riedel rifle rinne rockall rokitansky rorschach ross roth roux
  rovsing rutherford ruptured salter sampson sandifer schatzki scheuermann schirmer schlatter schober schilling schwann seldinger sengstaken sertoli seton sézary sezary shaw sheehan shouldice siewert sims sinclair
  sjogren sjögren skene snellen spalding spetzler spitz spurling stanford starling stevens still stokes strassmann sturge swan swiss sydenham syme takayasu takotsubo tanner tay
  tetralogy thurner tietze tinel tinetti tourette treacher trendelenburg treitz trousseau tubiana tullio turner unna valsalva vater virchow volkmann vineland waldenstrom waldeyer wallace wallenberg
  wallerian warthin waterhouse weber wechsler wegener weil wells werdnig wertheim whipple whitmore wilkins willebrand williams willis wilms wirsung wolff wong wood worthen yergason york zenker ziehl
  zollinger zuckerkandl zung arbor ann addisonian cushingoid parkinsonian von
  babcock balfour bookwalter cattell chapman codman crile cullen dawson deaver debakey demartel eaton fournier goldmann grynfeltt hasson hoehn ishihara kent kidd kell duffy lhermitte maddrey maloney metzenbaum minnesota mohr
  palmer penrose potts richardson richter risser rutgeerts savary scarpa segond spigelian snider stensen sudeck tessier truelove uhthoff veress wenckebach wharton witts yahr yankauer jameson javid kasabach lynx hebra
  abbott baxter cook hancock johnson philips braun
  adams allen alzheimer babinski barrett bell black braden broca brown charcot crohn cushing foley glasgow graves gray green harris hashimoto hodgkin
  homans karnofsky lewy morse paget parkinson raynaud romberg smith thomas wernicke white wilson young
`)

/** Makers and names of drugs, implants and instruments, and organisations that charts name. */
const PRODUCTS = words(`
  abbott abiomed accu activase adacel advair alaris alcon allergan amplatzer arthrex ativan atrovent baclofen bactrim bair bard baxter bayer benadryl betadine biomet biotronik biotrue blakemore bivona boehringer
  bogota boostrix boston botox bovie broviac cardinal celexa cepheid cialis cipro cochlear colace cologuard combivent cook cordis coumadin covidien cozaar crestor dacron decadron demerol depakote depuy
  dermabond dexcom dilantin dilaudid ditropan dragon duoneb duramorph edluar edwards effexor eliquis endo enfamil ensure entresto epic epipen ethicon evicel exact exactech farxiga fitbit flexeril flomax flonase
  fluzone fosamax freestyle fresenius ganz gelfoam glucerna golytely gore groshong haldol hancock harmonic hemolok hibiclens hoyer huber humalog humira hugger humulin imitrex imodium impella intuitive invokana
  januvia jardiance johnson kangaroo keflex kendall keppra keytruda kerlix klonopin kwikpen lantus lasix lexapro lexiscan libre lidoderm lifevest ligasure linzess lipitor lopressor lovenox luer lutonix lyrica macrobid
  mako marcaine maxon medela medtronic mepilex merck methergine metamucil micra miralax mirena moderna monocryl mucinex muir narcan nephew neurontin nexium nexplanon nicorette norco norvasc novolog nplate nucala olympus
  omnipaque omnipod onyx opdivo oxycontin ozempic parafon passy paxlovid pedialyte pentax pepcid percocet permcath pfizer philips pico pitocin plavix pleurx pleur pradaxa precedex premarin prevena prevnar prilosec prolene
  prolia promus protonix prozac pulmicort quinton reglan remicade resmed resolute respironics risperdal ritalin rocephin roche salem sapien saxenda scientific seroquel sharps shiley siemens singulair solumedrol spiriva
  stryker suboxone sump surgicel sutent synergy synthes synthroid tandem tegaderm tegretol tesio toradol trach transderm tresiba triad trulicity tums ultram unasyn valium vancocin ventolin versed viabahn viagra vicryl vinci visipaque
  vivitrol voltaren watchman wegovy wellbutrin xanax xarelto xeroform xience xolair zantac zimmer zithromax zoll zoloft zosyn zyprexa zyrtec
   alcoholics anonymous braun narcotics uber lyft youtube zoom teams webex google apple windows bluetooth english excel interqual milliman mychart cerner meditech joint commission leapfrog humana aetna cigna tricare
  steri kling mastisol moya midas rex tri cyclen telfa xeroform adaptic coban hemovac steinmann kitner afrin tisseel floseal arista
  kaiser bluecross optum unitedhealthcare anthem
`)

/** Other words that forms and headings write with a capital. */
const FORM_WORDS = words(`
  abnormal absence accident activities activity adherence adjustment advised aldrete amputation analgesia anion anonymous answered antigen applied approved arrhythmia arrival assessments assisted awaiting bath bathing bed behavior benefit billing
  bilateral biliary bipolar bleeding breath breathing brother business calcium caller canal cancelled capacity caregiver caregivers catheterization caution central chair chemistry chaplain childhood cholesterol citizen client coinsurance colleague collection colonoscopy comments comorbidities
  comorbidity comparison concern congestive consent constitutional continue copay counseling counselor covid creatine cystoscopy dad dear decision deductible defect delivery dental dependent description destination dictation dietary differential disability disclosure doppler dose dressing
  drainage driver duration dyspnea eating education effusion eligibility employer employment endoscopy endotracheal endoscopic environment estimated events exposure facilities fasting father fluids follow foot forms fractures frame frequency friend gait gallbladder gas gauge gestational goals
  guarantor guardian habits habitus hemodynamics hepatic hernia home hormone hygiene identification ileus immunization immunizations incision income independent indirect infant infarction infections instructions instruments intact intolerance intravenous intubation involvement issue kit kidney language laparoscopic
  larynx lipid list living location loss lot lumbar lungs lymphatic macular maker malignant manager mass measurements mechanism member members mobility mode mom mood mother mucosa muscle narrative nausea neoplasms neonate new newly next nose noted number occupation occult occupation onset
  opening opioid others ovarian pack pad panel paraphimosis parents partial past path perfusion performance pharmacist placement plate platelets polyp ports position power practitioner practitioners precautions pregnancy premature prenatal preop prevention price prior processing product proxy pulse pump pupils purpose race
  rectal recovery reducing reflux refill release reminder request requested requesting residence responsibility responsible restrictions resuscitation retention retinopathy rhythm rights rituals seizure sensation services sharps shift shock sibling sister size sleep smoking son sounds spiritual spouse standard
  statements station sterile strength subscriber suicide supine supplies support surgeon surgeries suture swallow tablet tablets tape telemetry tetanus thank thanks theory thigh throat thrombosis tobacco tolerance tongue toxicity tracheostomy transplant transport transportation trauma travel tubes tumors ulcers understanding
  unremarkable use vaccination vaccinations value vaginal values vasopressor ventilator verbal version vision visits voice wall warning weakness weaning welcome wellness witness words worsening zone colleagues parent provider providers sir madam whom team beneficiary concern committee
  medicines ordering physicians attending resident fellow scrub circulator tech technologist sonographer assistant dentist midwife therapist interpreter speaking spanish-speaking sigmoid ileal cecal fifth sixth seventh eighth ninth tenth half hour inch inches
  acellular bronchus cage composite dermis envelope flexible lead lesser mesh nevus omentum spacer telescope vessel
  fr chapters sections ethibond medihoney santyl stomahesive coloplast hollister convatec gadavist signa bruker
  mon tues tue wed thurs thu fri sat sun plasmalyte normosol burow dakin allscripts athena
  african asian caucasian hispanic latino latina indian filipino american haitian somali arabic mandarin cantonese tagalog portuguese polish igbo urdu hindi russian ukrainian catholic jewish muslim buddhist hindu lutheran baptist jehovah jehovah's witnesses
  anus basal bronchi cava cavity chamber chyli cisterna coccyx cranial deferens diaphragm dual duodenum epididymis esophagus ganglia jejunum mediastinum mesentery mouth nail pericardial peritoneum penis pleura rectum sacrum scrotum skull
  sternum tendons testis thymus toe trachea tracheobronchial tree urethra ureter vagina vas vena patella uterine tibia femur humerus radius ulna scapula clavicle pharynx nares cornea retina iris sclera philtrum
  christian class classes commercial fin fund ins plans plan religion
  another both grooming feeding masking operating oscillating pattern patterns picture preop postop products proband psychosocial recovery relative removal skills stimulator strips structure suite supporting sport threshold tracking training utility
  dr mr mrs ms pt pts spouse neighbor neighbors roommate landlord landlady ombudsman volunteer boyfriend girlfriend fiance fiancee grandmother grandfather grandson granddaughter aunt uncle niece nephew cousin wife husband daughter girl boy man
  ortho neurosurg neurosurgery psych cards podiatry palliative anesthesia optometry dietary peds heme onc pulm endo hospice ophtho rheum uro nephro neuro hem gyn trauma transplant audiology bedside overnight afternoon evening someone nobody everyone
  sars cov pneumoniae aureus faecalis candida clostridioides difficile clostridium enterobacter enterococcus pneumocystis aspergillus listeria borrelia treponema toxoplasma serratia acinetobacter campylobacter shigella
`)

const OTHER: ReadonlySet<string> = new Set([...CHART_WORDS, ...PRODUCTS, ...FORM_WORDS])
const EPONYM_WORDS: ReadonlySet<string> = new Set(EPONYMS)

const plain = (word: string): string => word.replace(/['’]s$/, '').toLowerCase()

/** Whether charts write a word with a capital without naming anybody. A possessive ending does not count. */
export const isKnownWord = (word: string): boolean => {
  const known = (one: string): boolean => OTHER.has(plain(one)) || EPONYM_WORDS.has(plain(one))
  // `Betadine-soaked`, `Steri-Strips`.
  return (
    known(word) || (word.includes('-') && word.split('-').every((part) => known(part) || /^\p{Ll}{4,}/u.test(part)))
  )
}

/** The same, but for words that many people bear as their name: for places where only people are named. */
export const isFormWord = (word: string): boolean => OTHER.has(plain(word)) && !EPONYM_WORDS.has(plain(word))
