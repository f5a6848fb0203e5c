import Synchronization

/// A value that is made when it is first asked for, and then kept. Threads that ask at the same time may each make it;
/// all get the one that was made first.
///
/// Inlinable because asking is on the matcher's way: without, it takes a tenth of the time of a short run.
public final class Deferred<Value: Sendable>: Sendable {
    @usableFromInline
    final class Made: Sendable {
        @usableFromInline let value: Value

        @inlinable
        init(_ value: Value) { self.value = value }
    }

    @usableFromInline let made = AtomicLazyReference<Made>()
    @usableFromInline let make: @Sendable () -> Value

    @inlinable
    public init(_ make: @escaping @Sendable () -> Value) { self.make = make }

    @inlinable
    public var value: Value { (made.load() ?? made.storeIfNil(Made(make()))).value }
}
