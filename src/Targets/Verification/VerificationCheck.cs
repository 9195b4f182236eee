namespace GiftGrab;

/// <summary>One thing that was compared between a recording and what is known of it.</summary>
/// <param name="Name">What: size, checksum, frames, damage, times, pictures, timestamps, gaps, sound.</param>
/// <param name="Ok">Whether it is as it should be.</param>
/// <param name="Detail">What was found, in a sentence's words.</param>
public sealed record VerificationCheck(string Name, bool Ok, string Detail);
