import Foundation
import Synchronization
import Testing

@testable import hearsay

@Suite struct OrderedPipelineTests {
    /// Numbers from 0.
    final class Counter: Sendable {
        let next = Atomic<Int>(0)
        let end: Int
        init(_ end: Int) { self.end = end }
        @Sendable func read() -> Int? {
            let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
            return number < end ? number : nil
        }
    }

    @Test(arguments: [1, 2, 7, 40])
    func keepsTheOrder(_ threads: Int) {
        let counter = Counter(3000)
        var written: [Int] = []
        let pipeline = OrderedPipeline<Int, [Int]>()
        pipeline.run(
            threads: threads, read: counter.read,
            makeWorker: {
                { items in
                    if items[0] % 13 == 0 { usleep(300) }
                    return items
                }
            },
            write: { batch in
                written += batch ?? []
                return true
            })
        #expect(written == Array(0..<3000))
    }

    @Test(arguments: [1, 2, 7])
    func keepsTheOrderOfWhatIsHandedOverTogether(_ threads: Int) {
        for count in [0, 1, 15, 16, 17, 3000] {
            let counter = Counter(count)
            var written: [Int] = []
            let pipeline = OrderedPipeline<Int, [Int]>(bounds: .init(items: 64, handover: 16))
            pipeline.run(
                threads: threads, read: counter.read,
                makeWorker: {
                    { items in
                        if items[0] % 13 == 0 { usleep(100) }
                        return items
                    }
                },
                write: { batch in
                    written += batch ?? []
                    return true
                })
            #expect(written == Array(0..<count))
        }
    }

    @Test func whatIsUnderWayIsBounded() {
        let counter = Counter(500)
        var written = 0
        var most = 0
        let pipeline = OrderedPipeline<Int, Int>(bounds: .init(items: 20, cost: 1000, batch: 4), cost: { _ in 100 })
        pipeline.run(
            threads: 3, read: counter.read, makeWorker: { { $0.count } },
            write: { count in
                usleep(200)
                // One more may have been read and be waiting for its place.
                most = max(most, counter.next.load(ordering: .relaxed) - written)
                written += count ?? 0
                return true
            })
        #expect(written == 500)
        #expect(most <= 10 + 4 + 2)
    }

    @Test func stopsWhenTheWriterSaysSo() {
        let counter = Counter(.max)
        var batches = 0
        let pipeline = OrderedPipeline<Int, Int>()
        pipeline.run(
            threads: 2, read: counter.read, makeWorker: { { $0.count } },
            write: { batch in
                if batch != nil { batches += 1 }
                return batches < 5
            })
        #expect(batches == 5)
    }

    @Test func anErrorOfTheWriterEndsIt() {
        struct Full: Error {}
        let counter = Counter(.max)
        let pipeline = OrderedPipeline<Int, Int>()
        #expect(throws: Full.self) {
            try pipeline.run(
                threads: 2, read: counter.read, makeWorker: { { $0.count } },
                write: { batch in
                    if batch != nil { throw Full() }
                    return true
                })
        }
    }

    @Test func nothingToDoEnds() {
        let pipeline = OrderedPipeline<Int, Int>()
        pipeline.run(threads: 4, read: { nil }, makeWorker: { { $0.count } }, write: { _ in true })
    }
}
