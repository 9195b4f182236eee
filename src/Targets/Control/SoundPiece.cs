namespace GiftGrab;

/// <summary>The part of a block of sound that goes into a section.</summary>
/// <param name="Block">The block, held until the piece was handed on.</param>
/// <param name="From">The first sample of each channel.</param>
/// <param name="Count">Samples of each channel.</param>
/// <param name="Shift">Nanoseconds by which it is moved forward.</param>
/// <param name="Section">Where it goes.</param>
/// <param name="IsLast">Whether nothing of the block is wanted behind it.</param>
internal readonly record struct SoundPiece(AudioFrame Block, int From, int Count, long Shift, RecordingSection Section, bool IsLast);
