/// Sentences of our own with their tokens, Penn and universal tags and lemmas, checked by hand: `form|Penn|universal`,
/// and `|lemma` where it is not spelled as the form is.
enum TaggedSentences {
    struct Word: Equatable {
        var form: String
        var penn: String
        var universal: String
        var lemma: String
    }

    static let all: [[Word]] = text.split(separator: "\n").map { line in
        line.split(separator: " ").map { word in
            let parts = word.split(separator: "|").map(String.init)
            return Word(
                form: parts[0], penn: parts[1], universal: parts[2], lemma: parts.count > 3 ? parts[3] : parts[0])
        }
    }

    private static let text = """
        The|DT|DET|the finance|NN|NOUN minister|NN|NOUN of|IN|ADP Arvenia|NNP|PROPN resigned|VBD|VERB|resign \
        on|IN|ADP Tuesday|NNP|PROPN after|IN|ADP weeks|NNS|NOUN|week of|IN|ADP protests|NNS|NOUN|protest over|IN|ADP \
        fuel|NN|NOUN prices|NNS|NOUN|price .|.|PUNCT
        Two|CD|NUM|two officials|NNS|NOUN|official familiar|JJ|ADJ with|IN|ADP the|DT|DET talks|NNS|NOUN|talk \
        said|VBD|VERB|say a|DT|DET deal|NN|NOUN could|MD|AUX be|VB|AUX signed|VBN|VERB|sign as|RB|ADV early|RB|ADV \
        as|RB|ADV next|JJ|ADJ month|NN|NOUN .|.|PUNCT
        "|``|PUNCT We|PRP|PRON|we were|VBD|AUX|be never|RB|ADV told|VBN|VERB|tell that|IN|SCONJ the|DT|DET \
        bridge|NN|NOUN was|VBD|AUX|be unsafe|JJ|ADJ ,|,|PUNCT "|''|PUNCT said|VBD|VERB|say Marta|NNP|PROPN \
        Ilven|NNP|PROPN ,|,|PUNCT who|WP|PRON leads|VBZ|VERB|lead the|DT|DET drivers|NNS|NOUN|driver '|POS|PART|'s \
        union|NN|NOUN .|.|PUNCT
        Police|NNS|NOUN|police have|VBP|AUX not|RB|PART said|VBN|VERB|say what|WP|PRON caused|VBD|VERB|cause \
        the|DT|DET fire|NN|NOUN ,|,|PUNCT which|WDT|PRON spread|VBD|VERB quickly|RB|ADV through|IN|ADP the|DT|DET \
        old|JJ|ADJ harbor|NN|NOUN .|.|PUNCT
        The|DT|DET|the company|NN|NOUN 's|POS|PART shares|NNS|NOUN|share fell|VBD|VERB|fall 4.5|CD|NUM \
        percent|NN|NOUN to|IN|ADP $|$|SYM 12.30|CD|NUM in|IN|ADP early|JJ|ADJ trading|NN|NOUN .|.|PUNCT
        Nobody|NN|PRON|nobody knew|VBD|VERB|know whether|IN|SCONJ the|DT|DET letter|NN|NOUN had|VBD|AUX|have \
        been|VBN|AUX|be sent|VBN|VERB|send or|CC|CCONJ simply|RB|ADV lost|VBN|VERB|lose .|.|PUNCT
        It|PRP|PRON|it is|VBZ|AUX|be n't|RB|PART|not clear|JJ|ADJ how|WRB|ADV long|RB|ADV the|DT|DET \
        ceasefire|NN|NOUN will|MD|AUX hold|VB|VERB .|.|PUNCT
        The|DT|DET|the president|NN|NOUN is|VBZ|AUX|be expected|VBN|VERB|expect to|TO|PART meet|VB|VERB with|IN|ADP \
        her|PRP$|PRON counterpart|NN|NOUN from|IN|ADP Kolvar|NNP|PROPN later|RBR|ADV|late this|DT|DET week|NN|NOUN \
        .|.|PUNCT
        Residents|NNS|NOUN|resident who|WP|PRON had|VBD|AUX|have fled|VBN|VERB|flee the|DT|DET flooded|VBN|VERB|flood \
        valley|NN|NOUN began|VBD|VERB|begin returning|VBG|VERB|return to|IN|ADP their|PRP$|PRON homes|NNS|NOUN|home \
        on|IN|ADP Sunday|NNP|PROPN .|.|PUNCT
        According|VBG|VERB|accord to|IN|ADP a|DT|DET report|NN|NOUN seen|VBN|VERB|see by|IN|ADP the|DT|DET \
        Tarn|NNP|PROPN Gazette|NNP|PROPN ,|,|PUNCT the|DT|DET plant|NN|NOUN was|VBD|AUX|be leaking|VBG|VERB|leak \
        for|IN|ADP more|JJR|ADJ than|IN|ADP a|DT|DET year|NN|NOUN .|.|PUNCT
        Mr.|NNP|PROPN Oduya|NNP|PROPN declined|VBD|VERB|decline to|TO|PART comment|VB|VERB ,|,|PUNCT but|CC|CCONJ \
        his|PRP$|PRON lawyer|NN|NOUN called|VBD|VERB|call the|DT|DET charges|NNS|NOUN|charge "|``|PUNCT absurd|JJ|ADJ \
        and|CC|CCONJ cruel|JJ|ADJ .|.|PUNCT "|''|PUNCT
        More|JJR|ADJ|more than|IN|ADP 300|CD|NUM people|NNS|NOUN were|VBD|AUX|be injured|VBN|VERB|injure ,|,|PUNCT \
        most|JJS|ADJ of|IN|ADP them|PRP|PRON|they children|NNS|NOUN|child .|.|PUNCT
        If|IN|SCONJ|if the|DT|DET vote|NN|NOUN fails|VBZ|VERB|fail ,|,|PUNCT the|DT|DET government|NN|NOUN \
        will|MD|AUX have|VB|VERB to|TO|PART call|VB|VERB an|DT|DET|a election|NN|NOUN before|IN|ADP June|NNP|PROPN \
        .|.|PUNCT
        The|DT|DET|the court|NN|NOUN ruled|VBD|VERB|rule that|IN|SCONJ the|DT|DET law|NN|NOUN \
        violates|VBZ|VERB|violate the|DT|DET constitution|NN|NOUN and|CC|CCONJ must|MD|AUX be|VB|AUX \
        rewritten|VBN|VERB|rewrite .|.|PUNCT
        She|PRP|PRON|she has|VBZ|AUX|have been|VBN|AUX|be working|VBG|VERB|work as|IN|ADP a|DT|DET nurse|NN|NOUN \
        in|IN|ADP the|DT|DET capital|NN|NOUN since|IN|ADP 2009|CD|NUM .|.|PUNCT
        Neither|DT|DET|neither side|NN|NOUN wants|VBZ|VERB|want a|DT|DET war|NN|NOUN ,|,|PUNCT yet|CC|CCONJ \
        both|DT|DET keep|VBP|VERB buying|VBG|VERB|buy weapons|NNS|NOUN|weapon .|.|PUNCT
        The|DT|DET|the army|NN|NOUN denied|VBD|VERB|deny firing|VBG|VERB|fire on|IN|ADP the|DT|DET crowd|NN|NOUN \
        and|CC|CCONJ blamed|VBD|VERB|blame armed|JJ|ADJ gangs|NNS|NOUN|gang for|IN|ADP the|DT|DET \
        deaths|NNS|NOUN|death .|.|PUNCT
        There|EX|PRON|there are|VBP|VERB|be few|JJ|ADJ signs|NNS|NOUN|sign that|IN|SCONJ inflation|NN|NOUN \
        is|VBZ|AUX|be slowing|VBG|VERB|slow down|RP|ADP .|.|PUNCT
        Let|VB|VERB|let 's|PRP|PRON|we wait|VB|VERB until|IN|SCONJ the|DT|DET results|NNS|NOUN|result are|VBP|AUX|be \
        in|RB|ADV ,|,|PUNCT the|DT|DET mayor|NN|NOUN told|VBD|VERB|tell reporters|NNS|NOUN|reporter .|.|PUNCT
        He|PRP|PRON|he did|VBD|AUX|do n't|RB|PART|not think|VB|VERB the|DT|DET plan|NN|NOUN would|MD|AUX work|VB|VERB \
        ,|,|PUNCT so|RB|ADV he|PRP|PRON voted|VBD|VERB|vote against|IN|ADP it|PRP|PRON .|.|PUNCT
        A|DT|DET|a spokeswoman|NN|NOUN for|IN|ADP the|DT|DET ministry|NN|NOUN said|VBD|VERB|say the|DT|DET \
        figures|NNS|NOUN|figure were|VBD|AUX|be being|VBG|AUX|be checked|VBN|VERB|check .|.|PUNCT
        The|DT|DET|the rebels|NNS|NOUN|rebel have|VBP|AUX reportedly|RB|ADV agreed|VBN|VERB|agree to|TO|PART \
        hand|VB|VERB over|RP|ADP their|PRP$|PRON heaviest|JJS|ADJ|heavy guns|NNS|NOUN|gun within|IN|ADP ten|CD|NUM \
        days|NNS|NOUN|day .|.|PUNCT
        Some|DT|DET|some experts|NNS|NOUN|expert doubt|VBP|VERB that|IN|SCONJ the|DT|DET vaccine|NN|NOUN ,|,|PUNCT \
        developed|VBN|VERB|develop in|IN|ADP Belmora|NNP|PROPN ,|,|PUNCT is|VBZ|AUX|be as|RB|ADV safe|JJ|ADJ \
        as|IN|ADP its|PRP$|PRON makers|NNS|NOUN|maker claim|VBP|VERB .|.|PUNCT
        Prices|NNS|NOUN|price rose|VBD|VERB|rise faster|RBR|ADV|fast than|IN|ADP wages|NNS|NOUN|wage last|JJ|ADJ \
        year|NN|NOUN ,|,|PUNCT hitting|VBG|VERB|hit poor|JJ|ADJ families|NNS|NOUN|family hardest|RBS|ADV|hard \
        .|.|PUNCT
        The|DT|DET|the older|JJR|ADJ|old brother|NN|NOUN ,|,|PUNCT Tomas|NNP|PROPN Reyn|NNP|PROPN ,|,|PUNCT \
        was|VBD|AUX|be arrested|VBN|VERB|arrest at|IN|ADP the|DT|DET airport|NN|NOUN trying|VBG|VERB|try to|TO|PART \
        board|VB|VERB a|DT|DET flight|NN|NOUN to|IN|ADP Sarno|NNP|PROPN .|.|PUNCT
        What|WP|PRON|what the|DT|DET inspectors|NNS|NOUN|inspector found|VBD|VERB|find there|RB|ADV \
        surprised|VBD|VERB|surprise even|RB|ADV the|DT|DET most|RBS|ADV experienced|JJ|ADJ \
        engineers|NNS|NOUN|engineer .|.|PUNCT
        Both|DT|DET|both countries|NNS|NOUN|country accuse|VBP|VERB each|DT|DET other|JJ|ADJ of|IN|SCONJ \
        breaking|VBG|VERB|break the|DT|DET truce|NN|NOUN .|.|PUNCT
        The|DT|DET|the new|JJ|ADJ tax|NN|NOUN ,|,|PUNCT opponents|NNS|NOUN|opponent argue|VBP|VERB ,|,|PUNCT \
        would|MD|AUX drive|VB|VERB small|JJ|ADJ shops|NNS|NOUN|shop out|IN|ADP of|IN|ADP business|NN|NOUN .|.|PUNCT
        Winds|NNS|NOUN|wind of|IN|ADP up|IN|ADP to|IN|ADP 90|CD|NUM miles|NNS|NOUN|mile per|IN|ADP hour|NN|NOUN \
        knocked|VBD|VERB|knock down|RP|ADP trees|NNS|NOUN|tree and|CC|CCONJ power|NN|NOUN lines|NNS|NOUN|line \
        .|.|PUNCT
        Asked|VBN|VERB|ask about|IN|ADP the|DT|DET missing|JJ|ADJ money|NN|NOUN ,|,|PUNCT the|DT|DET bishop|NN|NOUN \
        shook|VBD|VERB|shake his|PRP$|PRON head|NN|NOUN and|CC|CCONJ walked|VBD|VERB|walk away|RB|ADV .|.|PUNCT
        The|DT|DET|the city|NN|NOUN ca|MD|AUX|can n't|RB|PART|not afford|VB|VERB to|TO|PART rebuild|VB|VERB \
        all|PDT|DET the|DT|DET schools|NNS|NOUN|school that|WDT|PRON were|VBD|AUX|be damaged|VBN|VERB|damage \
        .|.|PUNCT
        At|IN|ADP|at least|JJS|ADJ six|CD|NUM soldiers|NNS|NOUN|soldier were|VBD|AUX|be killed|VBN|VERB|kill \
        when|WRB|ADV their|PRP$|PRON truck|NN|NOUN hit|VBD|VERB a|DT|DET roadside|NN|NOUN bomb|NN|NOUN near|IN|ADP \
        Dorvan|NNP|PROPN .|.|PUNCT
        The|DT|DET|the prime|JJ|ADJ minister|NN|NOUN ,|,|PUNCT whose|WP$|PRON party|NN|NOUN lost|VBD|VERB|lose \
        its|PRP$|PRON majority|NN|NOUN ,|,|PUNCT will|MD|AUX likely|RB|ADV form|VB|VERB a|DT|DET coalition|NN|NOUN \
        .|.|PUNCT
        Critics|NNS|NOUN|critic say|VBP|VERB it|PRP|PRON 's|VBZ|AUX|be too|RB|ADV little|JJ|ADJ ,|,|PUNCT too|RB|ADV \
        late|JJ|ADJ .|.|PUNCT
        The|DT|DET|the talks|NNS|NOUN|talk broke|VBD|VERB|break down|RP|ADP because|IN|SCONJ neither|DT|DET \
        delegation|NN|NOUN would|MD|AUX give|VB|VERB up|RP|ADP the|DT|DET islands|NNS|NOUN|island .|.|PUNCT
        Doctors|NNS|NOUN|doctor at|IN|ADP St.|NNP|PROPN Brann|NNP|PROPN Hospital|NNP|PROPN treated|VBD|VERB|treat \
        dozens|NNS|NOUN|dozen of|IN|ADP patients|NNS|NOUN|patient for|IN|ADP smoke|NN|NOUN inhalation|NN|NOUN \
        .|.|PUNCT
        The|DT|DET|the film|NN|NOUN ,|,|PUNCT shot|VBN|VERB|shoot in|IN|ADP black|JJ|ADJ and|CC|CCONJ white|JJ|ADJ \
        ,|,|PUNCT tells|VBZ|VERB|tell the|DT|DET story|NN|NOUN of|IN|ADP a|DT|DET fisherman|NN|NOUN 's|POS|PART \
        daughter|NN|NOUN .|.|PUNCT
        They|PRP|PRON|they might|MD|AUX have|VB|AUX been|VBN|AUX|be warned|VBN|VERB|warn by|IN|ADP somebody|NN|PRON \
        inside|IN|ADP the|DT|DET bank|NN|NOUN .|.|PUNCT
        The|DT|DET|the Northern|NNP|ADJ|northern League|NNP|PROPN won|VBD|VERB|win 41|CD|NUM of|IN|ADP 120|CD|NUM \
        seats|NNS|NOUN|seat ,|,|PUNCT its|PRP$|PRON best|JJS|ADJ|good result|NN|NOUN ever|RB|ADV .|.|PUNCT
        Farmers|NNS|NOUN|farmer are|VBP|AUX|be planting|VBG|VERB|plant less|JJR|ADJ wheat|NN|NOUN this|DT|DET \
        spring|NN|NOUN because|IN|ADP of|IN|ADP the|DT|DET drought|NN|NOUN .|.|PUNCT
        "|``|PUNCT Why|WRB|ADV|why should|MD|AUX we|PRP|PRON trust|VB|VERB them|PRP|PRON|they ?|.|PUNCT "|''|PUNCT \
        asked|VBD|VERB|ask Lena|NNP|PROPN Corvo|NNP|PROPN ,|,|PUNCT a|DT|DET retired|JJ|ADJ teacher|NN|NOUN .|.|PUNCT
        The|DT|DET|the agency|NN|NOUN that|WDT|PRON regulates|VBZ|VERB|regulate airlines|NNS|NOUN|airline \
        opened|VBD|VERB|open an|DT|DET|a investigation|NN|NOUN into|IN|ADP the|DT|DET crash|NN|NOUN .|.|PUNCT
        Having|VBG|AUX|have lost|VBN|VERB|lose the|DT|DET first|JJ|ADJ two|CD|NUM games|NNS|NOUN|game ,|,|PUNCT \
        the|DT|DET team|NN|NOUN badly|RB|ADV needed|VBD|VERB|need a|DT|DET win|NN|NOUN .|.|PUNCT
        Exports|NNS|NOUN|export to|IN|ADP the|DT|DET south|NN|NOUN have|VBP|AUX nearly|RB|ADV doubled|VBN|VERB|double \
        since|IN|SCONJ the|DT|DET border|NN|NOUN reopened|VBD|VERB|reopen .|.|PUNCT
        The|DT|DET|the general|NN|NOUN 's|POS|PART remarks|NNS|NOUN|remark were|VBD|AUX|be widely|RB|ADV \
        seen|VBN|VERB|see as|IN|ADP a|DT|DET threat|NN|NOUN to|IN|ADP the|DT|DET press|NN|NOUN .|.|PUNCT
        Thousands|NNS|NOUN|thousand marched|VBD|VERB|march through|IN|ADP downtown|NN|NOUN Velkhar|NNP|PROPN \
        to|TO|PART demand|VB|VERB cleaner|JJR|ADJ|clean water|NN|NOUN .|.|PUNCT
        He|PRP|PRON|he is|VBZ|AUX|be accused|VBN|VERB|accuse of|IN|SCONJ lying|VBG|VERB|lie to|IN|ADP \
        investigators|NNS|NOUN|investigator about|IN|ADP his|PRP$|PRON ties|NNS|NOUN|tie to|IN|ADP the|DT|DET \
        arms|NNS|NOUN|arm dealer|NN|NOUN .|.|PUNCT
        The|DT|DET|the bank|NN|NOUN plans|VBZ|VERB|plan to|TO|PART cut|VB|VERB 2,000|CD|NUM|2000 jobs|NNS|NOUN|job \
        and|CC|CCONJ close|VB|VERB about|RB|ADV 60|CD|NUM branches|NNS|NOUN|branch by|IN|ADP the|DT|DET end|NN|NOUN \
        of|IN|ADP the|DT|DET year|NN|NOUN .|.|PUNCT
        Although|IN|SCONJ|although the|DT|DET storm|NN|NOUN weakened|VBD|VERB|weaken overnight|RB|ADV ,|,|PUNCT \
        forecasters|NNS|NOUN|forecaster warned|VBD|VERB|warn of|IN|ADP heavy|JJ|ADJ rain|NN|NOUN .|.|PUNCT
        No|DT|DET|no one|NN|PRON has|VBZ|AUX|have claimed|VBN|VERB|claim responsibility|NN|NOUN for|IN|ADP the|DT|DET \
        attack|NN|NOUN .|.|PUNCT
        The|DT|DET|the judge|NN|NOUN ,|,|PUNCT a|DT|DET former|JJ|ADJ prosecutor|NN|NOUN ,|,|PUNCT \
        refused|VBD|VERB|refuse to|TO|PART release|VB|VERB the|DT|DET documents|NNS|NOUN|document .|.|PUNCT
        In|IN|ADP|in an|DT|DET|a interview|NN|NOUN with|IN|ADP Radio|NNP|PROPN Mira|NNP|PROPN ,|,|PUNCT she|PRP|PRON \
        said|VBD|VERB|say that|IN|SCONJ the|DT|DET army|NN|NOUN "|``|PUNCT did|VBD|VERB|do what|WP|PRON it|PRP|PRON \
        had|VBD|VERB|have to|TO|PART do|VB|VERB .|.|PUNCT "|''|PUNCT
        Most|JJS|ADJ|most of|IN|ADP what|WP|PRON we|PRP|PRON know|VBP|VERB about|IN|ADP the|DT|DET virus|NN|NOUN \
        comes|VBZ|VERB|come from|IN|ADP a|DT|DET single|JJ|ADJ study|NN|NOUN .|.|PUNCT
        The|DT|DET|the two|CD|NUM leaders|NNS|NOUN|leader shook|VBD|VERB|shake hands|NNS|NOUN|hand ,|,|PUNCT \
        smiled|VBD|VERB|smile for|IN|ADP the|DT|DET cameras|NNS|NOUN|camera and|CC|CCONJ said|VBD|VERB|say \
        nothing|NN|PRON .|.|PUNCT
        Unemployment|NN|NOUN|unemployment among|IN|ADP young|JJ|ADJ people|NNS|NOUN remains|VBZ|VERB|remain \
        stubbornly|RB|ADV high|JJ|ADJ .|.|PUNCT
        Her|PRP$|PRON|her latest|JJS|ADJ|late book|NN|NOUN ,|,|PUNCT which|WDT|PRON came|VBD|VERB|come out|RP|ADP \
        in|IN|ADP May|NNP|PROPN ,|,|PUNCT has|VBZ|AUX|have already|RB|ADV sold|VBN|VERB|sell half|PDT|DET a|DT|DET \
        million|CD|NUM copies|NNS|NOUN|copy .|.|PUNCT
        The|DT|DET|the suspect|NN|NOUN ,|,|PUNCT 34|CD|NUM ,|,|PUNCT had|VBD|AUX|have been|VBN|AUX|be \
        living|VBG|VERB|live under|IN|ADP a|DT|DET false|JJ|ADJ name|NN|NOUN in|IN|ADP a|DT|DET quiet|JJ|ADJ \
        suburb|NN|NOUN .|.|PUNCT
        Local|JJ|ADJ|local media|NNS|NOUN|medium reported|VBD|VERB|report that|IN|SCONJ the|DT|DET helicopter|NN|NOUN \
        went|VBD|VERB|go missing|JJ|ADJ shortly|RB|ADV after|IN|ADP takeoff|NN|NOUN .|.|PUNCT
        Several|JJ|ADJ|several senior|JJ|ADJ aides|NNS|NOUN|aide left|VBD|VERB|leave the|DT|DET White|NNP|ADJ|white \
        Palace|NNP|PROPN last|JJ|ADJ month|NN|NOUN ,|,|PUNCT and|CC|CCONJ others|NNS|NOUN|other may|MD|AUX \
        follow|VB|VERB .|.|PUNCT
        The|DT|DET|the dam|NN|NOUN was|VBD|AUX|be built|VBN|VERB|build in|IN|ADP the|DT|DET 1960s|NNS|NOUN \
        and|CC|CCONJ has|VBZ|AUX|have not|RB|PART been|VBN|AUX|be repaired|VBN|VERB|repair since|IN|ADP then|RB|ADV \
        .|.|PUNCT
        Voters|NNS|NOUN|voter here|RB|ADV care|VBP|VERB about|IN|ADP jobs|NNS|NOUN|job ,|,|PUNCT not|RB|PART \
        about|IN|ADP speeches|NNS|NOUN|speech .|.|PUNCT
        The|DT|DET|the ambassador|NN|NOUN would|MD|AUX neither|CC|CCONJ confirm|VB|VERB nor|CC|CCONJ deny|VB|VERB \
        that|IN|SCONJ the|DT|DET meeting|NN|NOUN had|VBD|AUX|have taken|VBN|VERB|take place|NN|NOUN .|.|PUNCT
        That|DT|PRON|that was|VBD|AUX|be the|DT|DET worst|JJS|ADJ|bad drought|NN|NOUN that|WDT|PRON anyone|NN|PRON \
        in|IN|ADP the|DT|DET village|NN|NOUN could|MD|AUX remember|VB|VERB .|.|PUNCT
        Investors|NNS|NOUN|investor reacted|VBD|VERB|react calmly|RB|ADV to|IN|ADP the|DT|DET news|NN|NOUN ,|,|PUNCT \
        which|WDT|PRON had|VBD|AUX|have been|VBN|AUX|be leaked|VBN|VERB|leak days|NNS|NOUN|day before|RB|ADV \
        .|.|PUNCT
        The|DT|DET|the group|NN|NOUN wants|VBZ|VERB|want to|TO|PART see|VB|VERB the|DT|DET rules|NNS|NOUN|rule \
        changed|VBN|VERB|change so|IN|SCONJ that|IN|SCONJ smaller|JJR|ADJ|small parties|NNS|NOUN|party can|MD|AUX \
        compete|VB|VERB .|.|PUNCT
        Once|RB|ADV|once a|DT|DET quiet|JJ|ADJ fishing|NN|NOUN town|NN|NOUN ,|,|PUNCT Port|NNP|PROPN Ennis|NNP|PROPN \
        now|RB|ADV draws|VBZ|VERB|draw tourists|NNS|NOUN|tourist from|IN|ADP all|RB|ADV over|IN|ADP the|DT|DET \
        world|NN|NOUN .|.|PUNCT
        Rescue|NN|NOUN|rescue workers|NNS|NOUN|worker were|VBD|AUX|be still|RB|ADV searching|VBG|VERB|search \
        for|IN|ADP survivors|NNS|NOUN|survivor late|RB|ADV Friday|NNP|PROPN ,|,|PUNCT officials|NNS|NOUN|official \
        said|VBD|VERB|say .|.|PUNCT
        The|DT|DET|the ministry|NN|NOUN 's|POS|PART own|JJ|ADJ data|NN|NOUN show|VBP|VERB that|IN|SCONJ \
        fewer|JJR|ADJ|few girls|NNS|NOUN|girl finished|VBD|VERB|finish school|NN|NOUN in|IN|ADP 2018|CD|NUM \
        than|IN|ADP in|IN|ADP 2012|CD|NUM .|.|PUNCT
        "|``|PUNCT I|PRP|PRON do|VBP|AUX n't|RB|PART|not know|VB|VERB who|WP|PRON wrote|VBD|VERB|write it|PRP|PRON \
        ,|,|PUNCT and|CC|CCONJ I|PRP|PRON really|RB|ADV do|VBP|AUX n't|RB|PART|not care|VB|VERB ,|,|PUNCT "|''|PUNCT \
        he|PRP|PRON told|VBD|VERB|tell the|DT|DET committee|NN|NOUN .|.|PUNCT
        Lawmakers|NNS|NOUN|lawmaker passed|VBD|VERB|pass the|DT|DET bill|NN|NOUN by|IN|ADP a|DT|DET vote|NN|NOUN \
        of|IN|ADP 212|CD|NUM to|IN|ADP 187|CD|NUM after|IN|ADP a|DT|DET heated|JJ|ADJ debate|NN|NOUN .|.|PUNCT
        The|DT|DET|the striking|JJ|ADJ miners|NNS|NOUN|miner want|VBP|VERB better|JJR|ADJ|good pay|NN|NOUN \
        and|CC|CCONJ safer|JJR|ADJ|safe working|NN|NOUN conditions|NNS|NOUN|condition .|.|PUNCT
        Smugglers|NNS|NOUN|smuggler had|VBD|AUX|have hidden|VBN|VERB|hide the|DT|DET paintings|NNS|NOUN|painting \
        behind|IN|ADP a|DT|DET false|JJ|ADJ wall|NN|NOUN .|.|PUNCT
        """
}
