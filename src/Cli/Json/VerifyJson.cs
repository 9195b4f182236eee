namespace GiftGrab.Cli;

/// <summary>What <c>giftgrab verify --json</c> prints.</summary>
internal sealed record VerifyFact(string Path, bool Ok, IReadOnlyList<VerificationCheck> Checks);

/// <summary>What <c>giftgrab repair --json</c> prints.</summary>
/// <param name="Path">The repaired recording.</param>
/// <param name="Original">What it was made from; <see langword="null"/> where it took its place.</param>
/// <param name="Frames">Its pictures.</param>
/// <param name="Damage">Why reading the damaged one ended early; <see langword="null"/>: it did not.</param>
internal sealed record RepairFact(string Path, string? Original, long Frames, string? Damage);
