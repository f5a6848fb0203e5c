/// The part-of-speech tags that patterns may name.
enum Tags {
    /// Universal Dependencies' universal tags.
    static let universal: Set<String> = [
        "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
        "SYM", "VERB", "X",
    ]

    /// The Penn Treebank's tags, with those that Universal Dependencies' English treebanks add.
    static let penn: Set<String> = [
        "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNS", "NNP", "NNPS", "PDT", "POS",
        "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT",
        "WP", "WP$", "WRB", "-LRB-", "-RRB-", "ADD", "AFX", "GW", "HYPH", "NFP", "XX",
    ]
}
