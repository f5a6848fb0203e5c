/// Where each `split` of a pattern leads through further splits and jumps: the way through a chain of alternatives is then
/// one step. (Measured: splits were nearly half of all states.)
enum Forks {
    /// A split that leads to more has no list and is a state like others, so that lists stay small in all.
    private static let most = 64

    /// By instruction: those that a split leads to and that are no splits or jumps, the most wanted first, each once.
    static func of(_ code: [Instruction]) -> FixedLists {
        FixedLists(
            code.indices.map { index in
                guard case .split = code[index] else { return [] }
                return leaves(of: Int32(index), code)
            })
    }

    /// None where there are too many.
    private static func leaves(of split: Int32, _ code: [Instruction]) -> [Int32] {
        var leaves: [Int32] = []
        var met = Set<Int32>()
        var open = [split]
        while let next = open.popLast() {
            guard met.insert(next).inserted else { continue }
            switch code[Int(next)] {
            case .split(let first, let second):
                open.append(second)
                open.append(first)
            case .jump(let target): open.append(target)
            default:
                leaves.append(next)
                if leaves.count > most { return [] }
            }
        }
        return leaves
    }
}
