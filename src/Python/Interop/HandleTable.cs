namespace GiftGrab.Interop;

/// <summary>Numbers that stand for objects outside .NET: a number that was given back, or never given out, is an error
/// instead of a crash.</summary>
/// <remarks>A number is a slot and how often the slot was used. May be used from any thread; in steady state nothing is
/// allocated.</remarks>
internal static class HandleTable
{
    private static readonly Lock Gate = new();
    private static readonly Stack<int> Free = new();
    private static Slot[] _slots = new Slot[64];
    private static int _used;

    /// <summary>Gives an object a number, never 0.</summary>
    public static long Add(object value)
    {
        lock (Gate)
        {
            if (!Free.TryPop(out int index))
            {
                index = _used++;
                if (index == _slots.Length)
                {
                    Array.Resize(ref _slots, index * 2);
                }
            }

            ref Slot slot = ref _slots[index];
            slot.Use++;
            slot.Value = value;
            return ((long)slot.Use << 32) | (uint)index;
        }
    }

    /// <summary>The object that a number stands for.</summary>
    /// <exception cref="ObjectDisposedException">The number was given back or never given out, or stands for something else.</exception>
    public static T Get<T>(long handle)
        where T : class
    {
        lock (Gate)
        {
            return Find(handle) as T ?? throw Stale(handle, typeof(T).Name);
        }
    }

    /// <summary>Gives a number back.</summary>
    /// <returns>What it stood for.</returns>
    /// <exception cref="ObjectDisposedException">It was given back before, or never given out.</exception>
    public static object Remove(long handle)
    {
        lock (Gate)
        {
            object value = Find(handle) ?? throw Stale(handle, "object");
            int index = (int)(handle & uint.MaxValue);
            _slots[index].Value = null;
            Free.Push(index);
            return value;
        }
    }

    private static object? Find(long handle)
    {
        int index = (int)(handle & uint.MaxValue);
        return (uint)index < (uint)_used && _slots[index].Use == (int)(handle >> 32) ? _slots[index].Value : null;
    }

    private static ObjectDisposedException Stale(long handle, string kind) =>
        new(kind, $"The handle {handle:x} stands for no {kind}: it was released, or never given out.");

    private struct Slot
    {
        public int Use;
        public object? Value;
    }
}
