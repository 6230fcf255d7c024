const words = (text: string): string[] => text.trim().split(/\s+/)

/** Words that charts, forms and course texts write with a capital without naming a person, in lower case. */
export const CHART_WORDS: ReadonlySet<string> = new Set(
  words(`
  a abdomen abdominal about abscess absent academy access account act acute adams addendum addison adenocarcinoma adjuvant administration admission
  admit admitted adult advance advanced after agency aid albumin alcohol alert all allen allergies allergy also alternate alzheimer ambulatory american an
  anatomical anatomy and anemia anesthesia aneurysm angina ankle annual anterior antibiotic any aorta appendix approach april arm arterial artery arthritis
  as asian aspirin assessment assign assist association asthma at atrial attending august authority awake babinski back background bacteria bandage baptist
  barrett baseline behavioral bell benefits biopsy black bladder blood blue board body bone bowel bowen braden brain breast british broca bronze bundle
  bureau but bypass california canadian cancer cap car carcinoma cardiac cardiology cardiovascular care case categories category catheter cell center
  centers cerebral certificate certification certified change chapter charcot chart check chest chief child children chronic circulation classification
  clear clinic clinical clinics closed code coder coders coding colon coma commission committee common complaint complete complication complications
  compliance computed conclusion condition conditions conference consult consultation control coombs coronary coroner council count course creatinine
  critical crohn culture current cushing cutter cystic daily date day days december deep denies department departments dependence depression dermatology
  device diabetes diabetic diagnoses diagnosis diagnostic diastolic dictated diet directive director discharge disease diseases disorder disorders
  disposition distal division dizziness do doctor documentation documents does doppler double down drain drug due during e each ear early eastern echo
  edition education ejection elderly elective electronic electronically emergency emergent endocrine english epic error escherichia ethics evaluation
  every evidence ewing exam examination except excision excludes exercise extended external extremities extremity eye face facility failure fall false family
  february federal female femur fetal fever few fifth final findings finger first fiscal floor fluid foley follow followup for form four fourth fracture
  french friday from full function functional fundus gastric gastroenterology gastrointestinal general genitourinary german geriatrics glasgow glucose gold
  government grade gram graves great greater greek group growth guideline guidelines had hand harris has hashimoto have he head health hearing heart heath heel
  helicobacter hematology hemoglobin her high hip his hispanic history hodgkin holter home homans hospice hospital hospitalist hospitals hour hours house how
  human hypertension hypertensive i if imaging immediate implant impression in inclusion includes index indian indication indications indicator indigenous
  infection infectious influenza information infusion inhaler initial injection injury inpatient inspection institute insulin insurance intake integrity
  intensive intermediate internal international interpretation interval intervention into introduction iron is island isolation it italian item january japanese job
  joint july june karnofsky kidney knee korean lab laboratory labor lactate large laser last late lateral latin left leg legal lesion level lewy licensed life
  light limb list liver local long loop low lower lung lyme lymph mac magnesium magnetic main major male mallampati management manual march marital married mass
  master maternal may medicaid medical medicare medication medications medicine memorial mental mercy metabolic methodist mexican microscopic mild military
  minimal minor minute moderate monday month months monitor more morning morse most motor mr mrs mri ms multiple muscle musculoskeletal must my myocardial
  name narrow nasal nation national native natural neck needle negative neonatal nerve nervous neuro neurologic neurology neurosurgery never new newborn
  night no nodal non none noncompliance normal north northern not note notes november now nuclear number nurse nursing nutrition obesity observation obstetric
  obstetrics occupational october of office officer official old on oncology one only open operation operative ophthalmology option options or oral order
  orders organ oriented orthopedic orthopedics other out outcome outpatient over overall oxygen pacific paget pain pancreas panel parathyroid parent
  parkinson part partial past patch pathology patient patients pediatric pediatrics pelvic pelvis penicillin per percutaneous perineal peripheral personal
  pharmacy phase phone physical physician plan plasma platelet pleural pneumonia point policy portal positive possible post posterior postoperative potassium
  power practice pregnancy preoperative prescription present presentation pressure previous primary principal prior private probable problem problems
  procedure procedures professional prognosis program progress progressive prostate protected protein protocol provider psychiatric psychiatry public
  pulmonary quality quarter query question questions radial radiation radiology rapid rate rationale raynaud reason recommend recommendation recommendations
  record records red reference referral region registered registration rehabilitation reimbursement relation remission renal repair report reports research resident
  resolution respiratory rest result results return review reviewed rheumatology right ringer risk road romberg room root round routine rule russian sacral
  safe safety same sample saturday scale schedule score screen screening second secondary section sections security segment select self sensitive september sepsis
  septic series serious serum service services severe severity sex she short shoulder shunt side sign signed signs silver simple since single site sinus skin
  skilled sleep small smith social soft some source south southern space spanish special specialist specimen speech spine spleen stage staging standard
  staphylococcus state states status stay stent stomach stool street streptococcus stress stroke student study subjective substance summary sunday supplement
  support surgery surgical symptom symptoms syndrome system systemic systems systolic table take team technique temperature test testing tests that the their
  therapeutic therapist therapy there these they third this thomas thoracic three thursday thyroid time times tissue title to today tomorrow tone total toxic
  tract transfer transfusion transient transplant trauma traumatic travel treatment trial triage trip true trunk tube tuesday tumor two tylenol type
  ulcer ultrasound under undergoing uniform union unit united units university unknown unspecified unstable until up upper urgent urinary urine
  urology us use uterus vaccine vaginal valve vascular vein venous ventricular veterans view views vietnamese viral virus visit visual vital vitals vitamin
  volume walk ward was water we wednesday week weeks weight well wernicke west western wheel when where which white who whole why will wilson with without
  woman women work worker workers world wound wounds wrist x year years yes you your z zofran
  affairs answer attorney bacillus carrier choice color combination condition contrast contributing criteria detail exclusive extremely false foundation
  glossary grand guillain haemophilus hepatitis herpes influenzae key klebsiella legionella manifestation mechanical method model module modules mycobacterium
  natural neisseria neoplasm nonrheumatic outline package page pearson phrase plantar proteus pseudomonas rationale reader reporting rules salmonella scaled
  scenario sequela sequence set statement statistics study subcategory tabular task term terms text topic ventilation vue
  `),
)
