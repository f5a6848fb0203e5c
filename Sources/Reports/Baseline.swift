import Foundation
import Hearsay

/// The flags of an earlier `json` report, by which a later run leaves only what is new.
///
/// A flag is the same when its rule, its words and its sentence are; where a sentence came up twice before and three
/// times now, one is new.
public struct Baseline: Sendable {
    /// Why a file cannot be a baseline.
    public struct Unusable: Error, CustomStringConvertible {
        public let description: String
    }

    private var known: [String: Int] = [:]

    /// - Parameter json: A report in `json` or `jsonl`.
    /// - Throws: `Unusable`, where it is something else.
    public init(json: [UInt8]) throws {
        let advice = "a baseline is what an earlier `hearsay check --format json --output FILE` wrote"
        let documents =
            (try? [JSONSerialization.jsonObject(with: Data(json))])
            ?? json.split(separator: 0x0A).map { (try? JSONSerialization.jsonObject(with: Data($0))) ?? NSNull() }
        for document in documents {
            guard let object = document as? [String: Any], object["schema"] as? String == "hearsay/1" else {
                throw Unusable(description: "not a report in schema hearsay/1; \(advice)")
            }
            for article in (object["articles"] as? [[String: Any]] ?? []) + [object] {
                for list in ["marks", "scores", "session"] {
                    for item in article[list] as? [[String: Any]] ?? [] where item["flag"] is [String: Any] {
                        guard let fingerprint = item["fingerprint"] as? String else {
                            throw Unusable(description: "its flags have no fingerprints; \(advice)")
                        }
                        known[fingerprint, default: 0] += 1
                    }
                }
            }
        }
    }

    /// Takes the known flags off marks and scores; what is left is new.
    public func leavingNew(_ analyses: [Analysis]) -> [Analysis] {
        var known = known
        func isKnown(_ fingerprint: String) -> Bool {
            guard let left = known[fingerprint], left > 0 else { return false }
            known[fingerprint] = left - 1
            return true
        }
        return analyses.map { analysis in
            var analysis = analysis
            let fingerprints = analysis.fingerprints
            for index in analysis.findings.marks.indices where isKnown(fingerprints.marks[index]) {
                analysis.findings.marks[index].flag = nil
            }
            for index in analysis.findings.scores.indices where isKnown(fingerprints.scores[index]) {
                analysis.findings.scores[index].flag = nil
            }
            return analysis
        }
    }

    /// The same for scores over the session.
    public func leavingNew(session scores: [Score]) -> [Score] {
        scores.map { score in
            var score = score
            if known[score.sessionFingerprint] != nil { score.flag = nil }
            return score
        }
    }
}

extension Analysis {
    /// The highest level among the flags; `nil` where nothing is flagged.
    public var highestLevel: Level? {
        let levels = findings.marks.compactMap(\.flag?.level) + findings.scores.compactMap(\.flag?.level)
        return levels.max()
    }
}
