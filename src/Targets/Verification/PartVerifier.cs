using System.Globalization;

namespace GiftGrab;

/// <summary>Compares the files of a recording that was split with what its sidecar tells of each.</summary>
internal static class PartVerifier
{
    /// <exception cref="GiftGrabException">A file cannot be read.</exception>
    public static IEnumerable<VerificationCheck> Verify(string folder, Sidecar told)
    {
        long size = 0;
        foreach (SidecarPart part in told.Parts!)
        {
            string path = Path.Combine(folder, part.File);
            using FramePass pass = FramePass.Open(path, withSound: true);
            long frames = 0;
            while (pass.Next() is { } frame)
            {
                frame.Dispose();
                frames++;
            }

            size += new FileInfo(path).Length;
            yield return new("frames", frames == part.Frames, string.Create(CultureInfo.InvariantCulture, $"{part.File}: expected {part.Frames}, decoded {frames}"));
            yield return new(
                "damage",
                pass is { DamagedPackets: 0, Failure: null },
                string.Create(CultureInfo.InvariantCulture, $"{part.File}: {pass.DamagedPackets} packets could not be decoded"));
        }

        yield return new("size", size == told.FileSize, string.Create(CultureInfo.InvariantCulture, $"expected {told.FileSize} bytes in all files, found {size}"));
    }
}
