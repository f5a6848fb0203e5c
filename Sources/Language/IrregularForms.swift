/// Irregular forms of English words: lemma first, then its forms.
enum IrregularForms {
    /// Verbs: lemma, then past tense, past participle and whatever else is irregular. Alternatives are separated by `/`.
    static let verbs: StaticString = """
        be:am,is,are,was,were,been,being,'m,'re,'s,m,re have:has,had,'ve,'d,'s,ve do:does,did,done,doing say:says,said
        go:goes,went,gone,going tell:told think:thought know:knew,known see:saw,seen take:took,taken make:made give:gave,given
        find:found come:came get:got,gotten become:became leave:left feel:felt bring:brought begin:began,begun
        keep:kept hold:held write:wrote,written stand:stood hear:heard mean:meant meet:met run:ran pay:paid
        sit:sat speak:spoke,spoken lie:lay,lain,lying,lied lead:led read:read grow:grew,grown lose:lost fall:fell,fallen
        send:sent build:built understand:understood draw:drew,drawn break:broke,broken spend:spent cut:cut rise:rose,risen
        drive:drove,driven buy:bought wear:wore,worn choose:chose,chosen seek:sought throw:threw,thrown catch:caught
        deal:dealt win:won forget:forgot,forgotten lay:laid sell:sold fight:fought teach:taught eat:ate,eaten
        sing:sang,sung strike:struck,stricken hang:hung shake:shook,shaken ride:rode,ridden feed:fed shoot:shot
        drink:drank,drunk hit:hit arise:arose,arisen fly:flew,flown,flies spread:spread sleep:slept cast:cast swing:swung
        swear:swore,sworn withdraw:withdrew,withdrawn overcome:overcame undertake:undertook,undertaken
        undergo:underwent,undergone hide:hid,hidden tear:tore,torn sweep:swept bend:bent bind:bound bite:bit,bitten
        bleed:bled blow:blew,blown breed:bred burst:burst cling:clung creep:crept dig:dug flee:fled fling:flung
        forbid:forbade,forbad,forbidden forecast:forecast foresee:foresaw,foreseen foretell:foretold
        forgive:forgave,forgiven forgo:forwent,forgone forsake:forsook,forsaken freeze:froze,frozen grind:ground
        kneel:knelt lend:lent light:lit ring:rang,rung shed:shed shine:shone shrink:shrank,shrunk shut:shut sink:sank,sunk
        slay:slew,slain slide:slid sling:slung slit:slit sow:sown spin:spun spit:spat split:split spring:sprang,sprung
        steal:stole,stolen stick:stuck sting:stung stink:stank,stunk stride:strode,stridden strive:strove,striven
        swell:swollen swim:swam,swum tread:trod,trodden wake:woke,woken weave:wove,woven weep:wept wind:wound wring:wrung
        awake:awoke,awoken bear:bore,borne,born beat:beaten beget:begot,begotten behold:beheld bet:bet bid:bid,bade,bidden
        broadcast:broadcast cost:cost dream:dreamt dwell:dwelt hurt:hurt knit:knit lean:leant leap:leapt learn:learnt
        let:let put:put quit:quit rid:rid set:set thrust:thrust upset:upset wed:wed spell:spelt spill:spilt spoil:spoilt
        smell:smelt burn:burnt prove:proven saw:sawn sew:sewn shave:shaven shear:shorn show:shown mow:mown melt:molten
        mislead:misled mistake:mistook,mistaken misunderstand:misunderstood outdo:outdid,outdone outgrow:outgrew,outgrown
        overdo:overdid,overdone overhear:overheard override:overrode,overridden oversee:oversaw,overseen
        overtake:overtook,overtaken overthrow:overthrew,overthrown overrun:overran partake:partook,partaken rebuild:rebuilt
        redo:redid,redone remake:remade repay:repaid rerun:reran resell:resold retell:retold rethink:rethought
        rewrite:rewrote,rewritten undo:undid,undone unwind:unwound uphold:upheld withhold:withheld withstand:withstood
        retake:retook,retaken reset:reset offset:offset beset:beset bestride:bestrode befall:befell,befallen
        plead:pled sneak:snuck dive:dove drag:drug dial:dialled shoe:shod lade:laden cleave:cleft,clove,cloven
        rend:rent spring:sprung abide:abode bereave:bereft beseech:besought gild:gilt gird:girt hew:hewn heave:hove
        string:strung smite:smote,smitten rive:riven input:input output:output typeset:typeset sublet:sublet
        interweave:interwove,interwoven intertwine:intertwined mishear:misheard misread:misread misspeak:misspoke,misspoken
        misspend:misspent outbid:outbid outrun:outran outsell:outsold outspend:outspent overpay:overpaid
        oversleep:overslept presell:presold rebid:rebid recast:recast redraw:redrew,redrawn regrow:regrew,regrown
        relive:relived remarry:remarried resend:resent restrike:restruck rewind:rewound undercut:undercut
        underpay:underpaid underwrite:underwrote,underwritten unbind:unbound wet:wet forego:forewent,foregone
        inlay:inlaid mislay:mislaid waylay:waylaid can:ca,could,cannot will:wo,'ll,would,ll shall:sha,should may:might
        would:'d would:would could:could should:should might:might
        die:dying tie:tying vie:vying untie:untying use:using,used age:aging,ageing owe:owing dye:dyeing
        singe:singeing eye:eying,eyeing lie:lies die:dies tie:ties ski:skiing ax:axed,axes axe:axed,axing,axes
        agree:agreed free:freed,freeing flee:fleeing see:seeing guarantee:guaranteed disagree:disagreed
        bus:busing,bused gas:gassed,gassing quiz:quizzed,quizzing focus:focused,focusing,focussed benefit:benefited
        panic:panicked,panicking traffic:trafficked,trafficking mimic:mimicked,mimicking picnic:picnicked,picnicking
        want:wan go:gon get:got give:gim let:lem
        """

    /// Nouns and pronouns.
    static let nouns: StaticString = """
        man:men woman:women child:children person:people foot:feet tooth:teeth goose:geese mouse:mice louse:lice ox:oxen
        die:dice leaf:leaves life:lives wife:wives knife:knives half:halves self:selves shelf:shelves wolf:wolves
        thief:thieves loaf:loaves calf:calves elf:elves scarf:scarves hoof:hooves sheaf:sheaves wharf:wharves
        midwife:midwives housewife:housewives crisis:crises analysis:analyses basis:bases thesis:theses axis:axes
        hypothesis:hypotheses diagnosis:diagnoses emphasis:emphases oasis:oases synthesis:syntheses
        parenthesis:parentheses ellipsis:ellipses metamorphosis:metamorphoses neurosis:neuroses psychosis:psychoses
        prognosis:prognoses phenomenon:phenomena criterion:criteria datum:data medium:media bacterium:bacteria
        curriculum:curricula memorandum:memoranda stratum:strata addendum:addenda erratum:errata ovum:ova forum:fora
        referendum:referenda consortium:consortia symposium:symposia millennium:millennia aquarium:aquaria
        alumnus:alumni alumna:alumnae nucleus:nuclei stimulus:stimuli radius:radii fungus:fungi cactus:cacti
        syllabus:syllabi focus:foci locus:loci bacillus:bacilli thesaurus:thesauri octopus:octopi virus:viruses
        index:indices appendix:appendices matrix:matrices vertex:vertices vortex:vortices codex:codices
        formula:formulae larva:larvae antenna:antennae vertebra:vertebrae nebula:nebulae alga:algae
        automaton:automata polyhedron:polyhedra plateau:plateaux bureau:bureaux tableau:tableaux chateau:chateaux
        genus:genera opus:opera corpus:corpora cherub:cherubim
        gentleman:gentlemen policeman:policemen policewoman:policewomen spokesman:spokesmen spokeswoman:spokeswomen
        spokesperson:spokespeople chairman:chairmen chairwoman:chairwomen congressman:congressmen
        congresswoman:congresswomen businessman:businessmen businesswoman:businesswomen fisherman:fishermen
        fireman:firemen gunman:gunmen salesman:salesmen layman:laymen statesman:statesmen workman:workmen
        serviceman:servicemen servicewoman:servicewomen salesperson:salespeople grandchild:grandchildren
        stepchild:stepchildren assemblyman:assemblymen councilman:councilmen councilwoman:councilwomen
        cameraman:cameramen craftsman:craftsmen frontman:frontmen airman:airmen seaman:seamen clergyman:clergymen
        journeyman:journeymen middleman:middlemen anchorman:anchormen Frenchman:frenchmen Englishman:englishmen
        bus:buses,busses gas:gases lens:lenses movie:movies cookie:cookies zombie:zombies calorie:calories
        species:species series:series means:means aircraft:aircraft sheep:sheep fish:fish deer:deer
        headquarters:headquarters news:news lady:ladies shoe:shoes toe:toes foe:foes canoe:canoes
        i:me,my,mine he:him she:her we:us they:them,'em
        """

    /// Adjectives, adverbs and small words.
    static let others: StaticString = """
        good:better,best well:better,best bad:worse,worst ill:worse badly:worse,worst many:more,most much:more,most
        little:less,least few:fewer,fewest far:farther,farthest,further,furthest old:elder,eldest late:later,latest,last
        a:an not:n't,nt,n’t,na not:not to:na,ta dry:drier,driest sly:slyer shy:shyer
        """

    /// Adjectives and adverbs with `-er` and `-est`; of other words in `-er` (`reporter`) these are no endings.
    static let comparable: StaticString = """
        able big black blue bold brave brief bright broad brown busy calm cheap clean clear clever close cold cool costly
        crazy cruel dark dead deadly dear deep dense dirty dry dull dumb eager early easy fair faint fast fat few fierce
        fine firm fit flat fond free fresh friendly full funny gentle grand grave gray great green grim gross guilty handy
        happy hard harsh healthy heavy high holy hot huge humble hungry icy keen kind large late lazy lean light likely
        lively lonely long loose loud lovely low lucky mad mean mild moist narrow nasty near neat new nice noble noisy odd
        old pale plain poor pretty proud pure quick quiet rare raw ready rich ripe risky rough round rude sad safe
        scary severe shallow sharp shiny short shy sick silly simple slight slim slow small smart smooth soft soon
        sore sour spicy stable steady steep stern stiff strange strict strong stupid sturdy subtle sunny sure sweet swift
        tall tasty tender thick thin tight tiny tough true ugly vague vast warm weak wealthy weird wet white wide wild
        wise worthy young
        """
}
