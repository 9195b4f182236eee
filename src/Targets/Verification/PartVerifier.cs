using System.Globalization;

namespace GiftGrab;

/// <summary>Compares the files of a recording that was split with what its sidecar tells of each.</summary>
internal static class PartVerifier
{
    /// <summary>Compares all files.</summary>
    /// <exception cref="GiftGrabException">A file cannot be read.</exception>
    public static IEnumerable<VerificationCheck> Verify(string folder, Sidecar told)
    {
        foreach (VerificationCheck check in told.Parts!.SelectMany(part => Verify(folder, part)))
        {
            yield return check;
        }

        long size = told.Parts!.Sum(part => new FileInfo(Path.Combine(folder, part.File)).Length);
        yield return new("size", size == told.FileSize, string.Create(CultureInfo.InvariantCulture, $"expected {told.FileSize} bytes in all files, found {size}"));
    }

    /// <summary>Compares one of the files.</summary>
    /// <exception cref="GiftGrabException">It cannot be read.</exception>
    public static IEnumerable<VerificationCheck> Verify(string folder, SidecarPart part)
    {
        using FramePass pass = FramePass.Open(Path.Combine(folder, part.File), withSound: true);
        long frames = 0;
        while (pass.Next() is { } frame)
        {
            frame.Dispose();
            frames++;
        }

        yield return new("frames", frames == part.Frames, string.Create(CultureInfo.InvariantCulture, $"{part.File}: expected {part.Frames}, decoded {frames}"));
        yield return new(
            "damage",
            pass is { DamagedPackets: 0, Failure: null },
            string.Create(CultureInfo.InvariantCulture, $"{part.File}: {pass.DamagedPackets} packets could not be decoded"));
    }
}
