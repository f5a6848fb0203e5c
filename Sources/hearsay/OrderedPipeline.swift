import Foundation

/// Reads on one thread, works on several, and writes in the order of reading on the caller's.
///
/// Items wait in one queue; a worker takes a few neighbours at a time and hands back one output for them. Workers take
/// what there is, so an item never waits for the next one to be read: whoever sends one article and waits for its
/// findings gets them. What is under way is bounded in number and in cost, and a slow writer slows the reader.
///
/// Every property is touched only while `condition` is locked; hence `Sendable`.
final class OrderedPipeline<Item: Sendable, Output: Sendable>: @unchecked Sendable {
    struct Bounds {
        /// The most items under way: read and not written yet.
        var items = 1024
        /// The most cost under way; one item may exceed it alone.
        var cost = 64 << 20
        /// The most items that a worker takes at once.
        var batch = 32
        /// How many items are handed over at once; more than one only where nobody waits for what was read while the next
        /// one is.
        var handover = 1
        /// The part of what waits that a worker takes: few enough that there is something for the others.
        var share = 4
        /// It takes more where those together cost less: waking a writer costs as much as working on a short article.
        var least = 0
    }

    /// Cost that is handed over whatever the number of items.
    private static var dear: Int { 1 << 18 }

    private let condition = NSCondition()
    private let bounds: Bounds
    private let cost: @Sendable (Item) -> Int
    private var waiting: [Item] = []
    private var firstWaiting = 0
    /// The number of the next item to be taken, counted from the start.
    private var taken = 0
    private var done: [Int: (items: Int, cost: Int, output: Output)] = [:]
    private var itemsUnderWay = 0
    private var costUnderWay = 0
    private var hasEnded = false
    private var isStopped = false
    /// How many workers wait for items.
    private var idle = 0
    /// Whether the reader waits until there is room.
    private var isFull = false
    /// The batch that the writer waits for.
    private var awaited: Int?

    init(bounds: Bounds = Bounds(), cost: @escaping @Sendable (Item) -> Int = { _ in 1 }) {
        self.bounds = bounds
        self.cost = cost
    }

    /// Runs until everything is written or `write` says stop. A thread that waits for input is then left behind.
    ///
    /// - Parameters:
    ///   - threads: How many work; 0 where all is done on the caller's, item by item.
    ///   - read: The next item, `nil` at the end.
    ///   - makeWorker: Called once on each thread that gets something to do, when it does.
    ///   - write: Called in order; also every tenth of a second while there is nothing, with `nil`. False stops.
    func run(
        threads: Int, read: @escaping @Sendable () -> Item?,
        makeWorker: @escaping @Sendable () -> ([Item]) -> Output, write: (Output?) throws -> Bool
    ) rethrows {
        guard threads > 0 else {
            let worker = makeWorker()
            while let item = read(), try write(worker([item])) {}
            return
        }
        start { self.readAll(read) }
        for _ in 0..<threads { start { self.work(makeWorker) } }
        defer { stop() }
        var next = 0
        while true {
            guard let (entry, isLast) = take(next) else {
                guard try write(nil) else { return }
                continue
            }
            if let entry {
                next += entry.items
                guard try write(entry.output) else { return }
            }
            if isLast { return }
        }
    }

    private func start(_ body: @escaping @Sendable () -> Void) {
        let thread = Thread(block: body)
        thread.stackSize = 8 << 20
        thread.start()
    }

    private func stop() {
        condition.lock()
        isStopped = true
        condition.broadcast()
        condition.unlock()
    }

    private func readAll(_ read: () -> Item?) {
        var items: [Item] = []
        var price = 0
        while let item = read() {
            items.append(item)
            price += cost(item)
            guard items.count >= bounds.handover || price >= Self.dear else { continue }
            guard handOver(items, price) else { return }
            items.removeAll(keepingCapacity: true)
            price = 0
        }
        guard items.isEmpty || handOver(items, price) else { return }
        condition.lock()
        hasEnded = true
        condition.broadcast()
        condition.unlock()
    }

    /// Puts items into the queue when there is room for them; false where nobody wants any more.
    private func handOver(_ items: [Item], _ price: Int) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while !isStopped, itemsUnderWay > 0,
            itemsUnderWay + items.count > bounds.items || costUnderWay + price > bounds.cost
        {
            isFull = true
            condition.wait()
            isFull = false
        }
        waiting += items
        itemsUnderWay += items.count
        costUnderWay += price
        if idle > 0 { condition.broadcast() }
        return !isStopped
    }

    private func work(_ makeWorker: () -> ([Item]) -> Output) {
        var process: (([Item]) -> Output)?
        while let (number, items) = takeBatch() {
            let worker = process ?? makeWorker()
            process = worker
            let output = worker(items)
            let price = items.reduce(0) { $0 + cost($1) }
            condition.lock()
            done[number] = (items.count, price, output)
            if awaited == number { condition.broadcast() }
            condition.unlock()
        }
    }

    /// Waits for items; `nil` when there will be none.
    private func takeBatch() -> (number: Int, items: [Item])? {
        condition.lock()
        defer { condition.unlock() }
        while firstWaiting == waiting.count {
            if hasEnded || isStopped { return nil }
            idle += 1
            condition.wait()
            idle -= 1
        }
        if isStopped { return nil }
        let all = waiting.count - firstWaiting
        var count = min(bounds.batch, max(1, all / bounds.share))
        var price = waiting[firstWaiting..<firstWaiting + count].reduce(0) { $0 + cost($1) }
        while count < min(all, bounds.batch), price < bounds.least {
            price += cost(waiting[firstWaiting + count])
            count += 1
        }
        let items = Array(waiting[firstWaiting..<firstWaiting + count])
        let number = taken
        taken += count
        firstWaiting += count
        if firstWaiting == waiting.count || firstWaiting > 4096 {
            waiting.removeFirst(firstWaiting)
            firstWaiting = 0
        }
        return (number, items)
    }

    /// The output of the batch that starts with this item, and whether nothing comes after it; `nil` after a tenth of
    /// a second without either.
    private func take(_ number: Int) -> (entry: (items: Int, output: Output)?, isLast: Bool)? {
        condition.lock()
        defer { condition.unlock() }
        let limit = Date(timeIntervalSinceNow: 0.1)
        while done[number] == nil {
            if hasEnded, itemsUnderWay == 0 { return (nil, true) }
            awaited = number
            defer { awaited = nil }
            if !condition.wait(until: limit) { return nil }
        }
        guard let entry = done.removeValue(forKey: number) else { return nil }
        itemsUnderWay -= entry.items
        costUnderWay -= entry.cost
        // Not for each item: the reader is to find room for several when it wakes up.
        if isFull, 2 * itemsUnderWay <= bounds.items, 2 * costUnderWay <= bounds.cost { condition.broadcast() }
        return ((entry.items, entry.output), hasEnded && itemsUnderWay == 0)
    }
}
