namespace GiftGrab.Cli;

/// <summary>What <c>giftgrab tsync dump --json</c> prints.</summary>
/// <param name="Path">The file.</param>
/// <param name="Module">What wrote it.</param>
/// <param name="Collection">The run's identity.</param>
/// <param name="UserData">Further data of the writer, in JSON.</param>
/// <param name="Created">In UTC.</param>
/// <param name="Mode">continuous or syncpoints.</param>
/// <param name="BlockSize">Entries in a block.</param>
/// <param name="First">The first column.</param>
/// <param name="Second">The second column.</param>
/// <param name="EqualTimes">Entries with the time of the one before.</param>
/// <param name="Damage">What is wrong; its entries are left out.</param>
/// <param name="Entries">Two numbers each.</param>
internal sealed record TsyncFact(
    string Path, string Module, string Collection, string UserData, DateTime Created, string Mode, int BlockSize,
    TsyncColumnFact First, TsyncColumnFact Second, int EqualTimes, IReadOnlyList<string> Damage, IReadOnlyList<long[]> Entries);

/// <summary>A column.</summary>
internal sealed record TsyncColumnFact(string Name, string Unit, string Type);
