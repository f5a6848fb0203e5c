/// Words that decide how English text is split into words and sentences.
enum EnglishWords {
    static let lists: [(words: StaticString, traits: WordTraits)] = [
        (titles, [.title, .abbreviation]),
        (abbreviations, .abbreviation),
        (innerAbbreviations, [.abbreviation, .inner]),
        (numberAbbreviations, .beforeNumber),
        ("a.m p.m am pm a.m. p.m.", .halfDay),
        (starters, .starter),
        (prefixes, .prefix),
        (months, .month),
        ("jan feb aug sept oct nov", [.abbreviation, .month]),
        ("mar apr jun jul sep dec", [.beforeNumber, .month]),
        ("mon tue tues wed thu thur thurs fri sat sun", [.beforeNumber, .weekday]),
        ("monday tuesday wednesday thursday friday saturday sunday", .weekday),
        (numerals, .numeral),
        (units, .unit),
        (suffixes, .suffix),
        ("s m d re ve ll", .clitic),
        ("em til till tis twas cause bout round n nineties eighties seventies sixties fifties", .elided),
        ("yahoo jeopardy yum", .exclaiming),
    ]

    /// Two words written as one, and the length of the first.
    static let fused: [(word: String, first: Int)] = [
        ("cannot", 3), ("gonna", 3), ("wanna", 3), ("gotta", 3), ("gimme", 3), ("lemme", 3),
        ("dont", 2), ("cant", 2), ("wont", 2), ("didnt", 3), ("doesnt", 4), ("isnt", 2), ("wasnt", 3), ("werent", 4),
        ("havent", 4), ("hasnt", 3), ("hadnt", 3), ("couldnt", 5), ("wouldnt", 5), ("shouldnt", 6), ("arent", 3),
        ("im", 1), ("ive", 1), ("thats", 4), ("whats", 4), ("theres", 5), ("youre", 3), ("youll", 3), ("youve", 3),
        ("theyre", 4), ("theyve", 4), ("theyll", 4),
    ]

    private static let titles: StaticString = """
        mr mrs ms messrs mme mlle dr prof rev fr msgr hon gen lt col maj capt cpt cmdr adm sgt cpl pvt brig sen sens \
        rep reps gov govs pres atty amb supt insp det mt ft st ste maj.-gen lt.-gen lt.-col pfc spc ald cong hr dep
        """

    private static let abbreviations: StaticString = """
        inc corp co ltd llc bros plc jr sr esq ph.d ph phd m.d b.a m.a b.sc m.sc ll.b ll.m etc al assn assoc dept \
        univ inst ave blvd rd hwy pkwy est approx misc intl natl govt cos mfg mgmt admin mich minn ariz calif colo \
        conn dela fla ga ind kan ky md mo mont neb nev okla pa tenn tex vt va wis wyo ala ark ill mass miss wash \
        ext oz lb lbs yr yrs hrs min mins sq tel dist ref ed eds repr rev trans orig pub publ ser med ass't int \
        bldg apt comdr attn arrv u.s u.n u.k e.u d.c
        """

    private static let innerAbbreviations: StaticString = "e.g i.e vs cf viz eg ie f.e v incl esp"

    private static let numberAbbreviations: StaticString = """
        no nos p pp fig figs vol vols sec sect ch chap art para ver eq rs op nr ca c apt
        """

    private static let starters: StaticString = """
        the a an this that these those he she it they we you i his her its their our my your in on at for from by \
        with as if when while after before but and or so yet however there here what who how why where which whose \
        no not now then some many most all both each every one two three another other others such since until \
        although though because despite unlike meanwhile also still even only just nor neither either once during \
        under over between among according asked speaking earlier later last next instead did do does is are was \
        were has have had can could will would should may might must let please
        """

    private static let prefixes: StaticString = """
        non anti pre co pro re mid cross post over ex semi sub multi counter mini psycho socio inter intra micro un \
        under ultra pseudo quasi hyper infra trans bi tri uni e
        """

    private static let months: StaticString = """
        january february march april may june july august september october november december
        """

    private static let numerals: StaticString = """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
        seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million \
        billion trillion dozen hundreds thousands millions billions trillions dozens
        """

    private static let units: StaticString = """
        am pm km kg mm cm m k b bn mn mph kph ft lb lbs oz gb mb tb kb kw mw gw kwh mwh hz khz mhz ghz c f g mg ml \
        hrs hr min mins sec secs yrs yr yo x nm
        """

    private static let suffixes: StaticString = """
        com org net edu gov mil int info biz io tv uk us ca de fr eu au ru cn jp in me co ly be ch nl it ai app dev \
        doc docx xls xlsx pdf txt html htm jpg jpeg png gif exe zip csv ppt xml mp3 mp4 js py php asp aspx
        """
}
