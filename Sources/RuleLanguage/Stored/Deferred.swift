import Synchronization

/// A value that is made when it is first asked for, and then kept. Threads that ask at the same time may each make it;
/// all get the one that was made first.
///
/// Asking is on the matcher's way. So it is inlinable, and its own pointer stands in for `AtomicLazyReference`, which is
/// not specialised and takes a twelfth of a short run. It is kept as a number, which is atomic without that the runtime
/// looks for what makes a pointer to each type of value so.
///
/// Invariant, for which it is Sendable: what `made` points to is initialised before the pointer is stored, never changed,
/// and freed with its owner.
public final class Deferred<Value: Sendable>: @unchecked Sendable {
    @usableFromInline let made = Atomic<UInt>(0)
    @usableFromInline let make: @Sendable () -> Value

    @inlinable
    public init(_ make: @escaping @Sendable () -> Value) { self.make = make }

    deinit {
        guard let value = UnsafeMutablePointer<Value>(bitPattern: made.load(ordering: .acquiring)) else { return }
        value.deinitialize(count: 1)
        value.deallocate()
    }

    /// Yielded where it lies, so that asking for a part of it copies that part only.
    @inlinable
    public var value: Value {
        _read {
            let made = UnsafeMutablePointer<Value>(bitPattern: made.load(ordering: .acquiring)) ?? first()
            yield made.pointee
        }
    }

    @inlinable
    func first() -> UnsafeMutablePointer<Value> {
        let new = UnsafeMutablePointer<Value>.allocate(capacity: 1)
        new.initialize(to: make())
        let (_, earlier) = made.compareExchange(
            expected: 0, desired: UInt(bitPattern: new), ordering: .acquiringAndReleasing)
        guard let earlier = UnsafeMutablePointer<Value>(bitPattern: earlier) else { return new }
        new.deinitialize(count: 1)
        new.deallocate()
        return earlier
    }
}
