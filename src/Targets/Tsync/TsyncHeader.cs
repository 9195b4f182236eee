namespace GiftGrab;

/// <summary>What a <c>.tsync</c> file says of itself.</summary>
public sealed record TsyncHeader
{
    /// <summary>When it was created, in UTC, to the second.</summary>
    public required DateTime Created { get; init; }

    /// <summary>What wrote it: <c>giftgrab</c>, or a module of Syntalos.</summary>
    public required string Module { get; init; }

    /// <summary>The identity of the run that it belongs to, as it is written there.</summary>
    public required string Collection { get; init; }

    /// <summary>Further data of the writer, in JSON.</summary>
    public required string UserData { get; init; }

    /// <summary>Whether every unit has an entry, or only those at which clocks were compared.</summary>
    public required TsyncMode Mode { get; init; }

    /// <summary>Entries in a block, 1 and up; the last block may hold fewer.</summary>
    public required int BlockSize { get; init; }

    /// <summary>The first number of each entry.</summary>
    public required TsyncColumn First { get; init; }

    /// <summary>The second number of each entry.</summary>
    public required TsyncColumn Second { get; init; }

    /// <summary>Bytes of an entry.</summary>
    internal int EntrySize => TsyncLayout.SizeOf(First.Type) + TsyncLayout.SizeOf(Second.Type);
}

/// <summary>A column of numbers.</summary>
/// <param name="Name">Such as <c>frame-no</c>.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Type">How it is stored.</param>
public sealed record TsyncColumn(string Name, TsyncUnit Unit, TsyncType Type);

/// <summary>An entry.</summary>
/// <param name="First">The first column, such as a frame's number.</param>
/// <param name="Second">The second column, such as its time in microseconds.</param>
public readonly record struct TsyncEntry(long First, long Second);

/// <summary>Which units have an entry.</summary>
public enum TsyncMode
{
    /// <summary>Every one.</summary>
    Continuous = 0,

    /// <summary>Those at which two clocks were compared.</summary>
    SyncPoints = 1,
}

/// <summary>What a column counts.</summary>
public enum TsyncUnit
{
    /// <summary>Units, from 0.</summary>
    Index = 0,

    /// <summary>Nanoseconds.</summary>
    Nanoseconds = 1,

    /// <summary>Microseconds.</summary>
    Microseconds = 2,

    /// <summary>Milliseconds.</summary>
    Milliseconds = 3,

    /// <summary>Seconds.</summary>
    Seconds = 4,
}

/// <summary>How a number of a column is stored.</summary>
public enum TsyncType
{
    /// <summary>16 bits with a sign.</summary>
    Int16 = 2,

    /// <summary>32 bits with a sign.</summary>
    Int32 = 3,

    /// <summary>64 bits with a sign.</summary>
    Int64 = 4,

    /// <summary>16 bits.</summary>
    UInt16 = 6,

    /// <summary>32 bits.</summary>
    UInt32 = 7,

    /// <summary>64 bits.</summary>
    UInt64 = 8,
}
