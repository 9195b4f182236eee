namespace GiftGrab;

/// <summary>What came of comparing a recording, picture by picture, with the one that it was made from.</summary>
/// <param name="Expected">Pictures of the one that it was made from.</param>
/// <param name="Decoded">Its own.</param>
/// <param name="IsExact">Whether each picture is bit for bit the same.</param>
/// <param name="Psnr">The mean likeness of the brightness of all pictures in dB; infinite where they are the same.</param>
/// <param name="WrongTime">The first picture that is shown at another time, relative to the first; <see langword="null"/>: none.</param>
/// <param name="DamagedPackets">Packets of its own that could not be decoded.</param>
/// <param name="DamagedOriginals">Packets that could not be decoded of the one that it was made from.</param>
/// <param name="OriginalPictures">The checksum of all pictures that it was made from, as <see cref="SidecarVideo.PicturesChecksum"/> has it.</param>
public sealed record RecordingComparison(
    long Expected, long Decoded, bool IsExact, double Psnr, long? WrongTime, long DamagedPackets, long DamagedOriginals, string OriginalPictures)
{
    /// <summary>Decodes and compares two recordings.</summary>
    /// <param name="original">What it was made from.</param>
    /// <param name="result">The recording.</param>
    /// <param name="times">When each picture should be shown, in nanoseconds; <see langword="null"/>: as in the original.</param>
    /// <param name="tolerance">How far a time may be off, in nanoseconds.</param>
    /// <param name="progress">Told the number of pictures that were compared.</param>
    /// <param name="stop">Ends it early.</param>
    /// <exception cref="GiftGrabException">One of them cannot be read.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was requested.</exception>
    public static RecordingComparison Of(
        string original, string result, IReadOnlyList<long>? times = null, long tolerance = 2_000_000,
        Action<long>? progress = null, CancellationToken stop = default)
    {
        using FramePass originals = FramePass.Open(original);
        using FramePass results = FramePass.Open(result, withSound: true);
        var sums = new PictureChecksums();
        var likeness = new Likeness();
        (long expected, long decoded, bool isExact, long? wrong) = (0, 0, true, null);
        (long firstExpected, long firstDecoded) = (0, 0);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            using VideoFrame? before = originals.Next();
            using VideoFrame? after = results.Next();
            if (before is null && after is null)
            {
                return new RecordingComparison(
                    expected, decoded, isExact && expected == decoded, isExact ? double.PositiveInfinity : likeness.Psnr, wrong,
                    results.DamagedPackets, originals.DamagedPackets, PictureChecksums.Text(sums.Total));
            }

            if (before is not null)
            {
                sums.Add(before);
            }

            if (before is not null && after is not null)
            {
                long time = times is not null && expected < times.Count ? times[(int)expected] : before.Timestamp;
                (firstExpected, firstDecoded) = expected == 0 ? (time, after.Timestamp) : (firstExpected, firstDecoded);
                wrong ??= Math.Abs(time - firstExpected - (after.Timestamp - firstDecoded)) > tolerance ? expected : null;
                if (!sums.IsSame((int)expected, after))
                {
                    isExact = false;
                    likeness.Add(before, after);
                }
                else
                {
                    likeness.AddEqual(before);
                }
            }

            expected += before is null ? 0 : 1;
            decoded += after is null ? 0 : 1;
            progress?.Invoke(Math.Max(expected, decoded));
        }
    }
}
