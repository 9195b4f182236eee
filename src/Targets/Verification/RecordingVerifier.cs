using System.Globalization;

namespace GiftGrab;

/// <summary>Compares a recording with its sidecar: everything is decoded.</summary>
public static class RecordingVerifier
{
    /// <summary>Containers that count milliseconds move each time by half of one, and equal times by a whole one.</summary>
    private const long TimeTolerance = 2_000_000;

    /// <summary>Compares.</summary>
    /// <param name="recording">The recording; of one that was split, the first file stands for all that the sidecar names, and each other one
    /// for itself.</param>
    /// <param name="sidecar">Its sidecar; <see langword="null"/>: as <see cref="Sidecar.Find"/> finds it.</param>
    /// <returns>Each check; the recording is as it was made where all are <see cref="VerificationCheck.Ok"/>.</returns>
    /// <exception cref="GiftGrabException">One of them cannot be read.</exception>
    public static IReadOnlyList<VerificationCheck> Verify(string recording, string? sidecar = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(recording);
        string path = sidecar ?? Sidecar.Find(recording) ?? Sidecar.PathFor(recording);
        var told = Sidecar.Read(path);
        if (told.Video is not { } video)
        {
            throw new GiftGrabException($"{path} says nothing of pictures.");
        }

        if (told.Parts is { Count: > 0 } parts)
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            SidecarPart? later = parts.Skip(1).FirstOrDefault(part => part.File == Path.GetFileName(recording));
            return [.. later is null ? PartVerifier.Verify(folder, told) : PartVerifier.Verify(folder, later)];
        }

        using FramePass pass = FramePass.Open(recording, withSound: true);
        (List<long> times, ulong pictures) = Decode(pass, video.PicturesChecksum is not null);
        return
        [
            .. FileChecks(recording, told),
            new("frames", times.Count == video.Frames, string.Create(CultureInfo.InvariantCulture, $"expected {video.Frames}, decoded {times.Count}")),
            Damage(pass),
            Times(times, told, pass),
            .. video.PicturesChecksum is { } expected
                ? [new("pictures", PictureChecksums.Text(pictures) == expected, "the checksum of all decoded pictures")]
                : (VerificationCheck[])[],
            .. told.TimestampFiles.Select(file => TimestampsIn(file, Path.GetDirectoryName(Path.GetFullPath(path))!, times, video)),
            .. video.Gaps.Select(gap => Without("gaps", gap.Start, gap.End, gap.Substitutes, times)),
            .. video.Pauses.Where(pause => !pause.IsClosed).Select(pause => Without("pauses", pause.Start, pause.End, 0, times)),
            .. Sound(told.Audio, pass),
        ];
    }

    private static (List<long> Times, ulong Pictures) Decode(FramePass pass, bool withChecksum)
    {
        var times = new List<long>();
        var sums = new PictureChecksums();
        while (pass.Next() is { } frame)
        {
            using (frame)
            {
                times.Add(frame.Timestamp);
                if (withChecksum)
                {
                    sums.Add(frame);
                }
            }
        }

        return (times, sums.Total);
    }

    private static IEnumerable<VerificationCheck> FileChecks(string recording, Sidecar told)
    {
        long size = new FileInfo(recording).Length;
        yield return new("size", size == told.FileSize, string.Create(CultureInfo.InvariantCulture, $"expected {told.FileSize} bytes, found {size}"));
        if (told.Sha256 is { } expected)
        {
            yield return new("checksum", FileChecksum.Of(recording) == expected, "SHA-256 of the file");
        }
    }

    private static VerificationCheck Damage(FramePass pass) => new(
        "damage",
        pass is { DamagedPackets: 0, Failure: null },
        pass.Failure ?? string.Create(CultureInfo.InvariantCulture, $"{pass.DamagedPackets} packets could not be decoded"));

    private static VerificationCheck Times(List<long> times, Sidecar told, FramePass pass)
    {
        for (int i = 1; i < times.Count; i++)
        {
            if (times[i] <= times[i - 1])
            {
                return new("times", false, string.Create(CultureInfo.InvariantCulture, $"picture {i} is not shown after picture {i - 1}"));
            }
        }

        double seconds = times.Count == 0 ? 0 : (times[^1] - times[0]) / 1e9;
        double frame = pass.Video.FrameRate.IsKnown ? 1 / pass.Video.FrameRate.FramesPerSecond : 0;
        return new(
            "times",
            seconds <= told.Duration + frame + 0.05,
            string.Create(CultureInfo.InvariantCulture, $"each after the one before; {seconds:0.000} s to the last picture of {told.Duration:0.000} s"));
    }

    private static VerificationCheck TimestampsIn(SidecarFile file, string folder, List<long> times, SidecarVideo video)
    {
        string path = Path.Combine(folder, file.File);
        IReadOnlyList<long> told;
        try
        {
            told = TimeFileReader.Read(path, file.Kind);
        }
        catch (GiftGrabException exception)
        {
            return new("timestamps", false, exception.Message);
        }

        if (told.Count != times.Count)
        {
            return new("timestamps", false, string.Create(CultureInfo.InvariantCulture, $"{file.File} has {told.Count} entries for {times.Count} pictures"));
        }

        int wrong = video.Timing == FrameTiming.Constant
            ? -1
            : Enumerable.Range(0, times.Count).FirstOrDefault(i => Math.Abs(told[i] - told[0] - (times[i] - times[0])) > TimeTolerance, -1);
        return wrong >= 0
            ? new("timestamps", false, string.Create(CultureInfo.InvariantCulture, $"{file.File} has another time than the recording for picture {wrong}"))
            : new("timestamps", true, string.Create(CultureInfo.InvariantCulture, $"{file.File} has the time of each of {told.Count} pictures"));
    }

    private static VerificationCheck Without(string name, double start, double end, long most, List<long> times)
    {
        // Half a picture's length from either end is no longer inside.
        long from = (long)(start * 1e9) + TimeTolerance;
        long to = (long)(end * 1e9) - TimeTolerance;
        long inside = times.Count(time => time - times[0] > from && time - times[0] < to);
        return new(
            name,
            inside <= most,
            string.Create(CultureInfo.InvariantCulture, $"{start:0.000} s to {end:0.000} s: expected at most {most} pictures, found {inside}"));
    }

    private static IEnumerable<VerificationCheck> Sound(SidecarAudio? told, FramePass pass)
    {
        if (told is null)
        {
            yield break;
        }

        if (pass.Audio is not { } sound)
        {
            yield return new("sound", false, "there is none");
            yield break;
        }

        yield return new(
            "sound",
            sound.SampleRate == told.SampleRate && sound.Channels == told.Channels && pass.Samples > 0,
            string.Create(
                CultureInfo.InvariantCulture,
                $"expected {told.SampleRate} Hz and {told.Channels} channels, found {sound.SampleRate} Hz, {sound.Channels} channels and {pass.Samples} samples"));
    }
}
