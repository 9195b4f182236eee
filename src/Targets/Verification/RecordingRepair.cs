using System.Globalization;

namespace GiftGrab;

/// <summary>What became of a recording that was repaired.</summary>
/// <param name="Path">The repaired recording.</param>
/// <param name="Frames">Its pictures: all that the damaged one had.</param>
/// <param name="Damage">Why reading the damaged one ended early; <see langword="null"/>: it did not.</param>
public sealed record RepairedRecording(string Path, long Frames, string? Damage);

/// <summary>Makes a plain file of a recording whose process was killed: with an index, and without a torn end.</summary>
/// <remarks>Nothing is encoded again. The result is decoded and compared picture by picture before it takes its name.</remarks>
public static class RecordingRepair
{
    /// <summary>FFmpeg's own tags, which the copy gets anew.</summary>
    private static readonly string[] OwnTags = ["major_brand", "minor_version", "compatible_brands", "encoder", "duration"];

    /// <summary>The most bytes that the decoders of a recording get before its first packet: parameter sets are some hundred, and
    /// an encoder's own words some thousand.</summary>
    private const long MostHeaders = 64 * 1024;

    /// <summary>Repairs into a new file; the damaged one stays as it is.</summary>
    /// <param name="damaged">The recording.</param>
    /// <param name="output">The new file, or the damaged one's own name to put it in its place; its container is the damaged one's.</param>
    /// <param name="overwrite">Whether a file that exists may be replaced.</param>
    /// <exception cref="GiftGrabException">It cannot be read, holds no whole picture, is as whole as its sidecar tells, or the result
    /// differs; nothing was changed.</exception>
    public static RepairedRecording Repair(string damaged, string output, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(damaged);
        ArgumentException.ThrowIfNullOrEmpty(output);
        bool inPlace = Path.GetFullPath(damaged) == Path.GetFullPath(output);
        Container container = Containers.FromPath(damaged);
        if (container == Container.ElementaryStream)
        {
            throw new GiftGrabException($"{damaged} is an elementary stream, which has no index: it needs no repair.");
        }

        if (Containers.FromPath(output) != container)
        {
            throw new GiftGrabException($"{output} is another container than {damaged}; allowed is the same one.");
        }

        using var path = OutputPath.Claim(output, overwrite || inPlace);
        path.RequireFolder();
        OutputPath.RequireWritable(Sidecar.PathFor(output), overwrite || inPlace);
        string draft = path.Beside("repairing");
        bool isOurs = false;
        try
        {
            RepairedRecording repaired = Copy(damaged, draft, container, () => isOurs = true) with { Path = output };
            WriteSidecar(damaged, draft, repaired, container);
            File.Move(draft, path.FullName, overwrite: true);
            return repaired;
        }
        catch (Exception exception)
        {
            if (isOurs)
            {
                File.Delete(draft);
            }

            throw exception is GiftGrabException and not VideoTargetException ? exception
                : exception.InnerException is IOException full ? new GiftGrabException($"{output} cannot be written: {IOErrors.Describe(full)}.", exception)
                : new GiftGrabException($"{damaged} cannot be repaired: {IOErrors.Describe(exception)}.", exception);
        }
    }

    private static RepairedRecording Copy(string damaged, string draft, Container container, Action created)
    {
        (long packets, long frames, string? failure, IReadOnlyDictionary<string, string> tags) = Count(damaged);
        if (frames == 0)
        {
            throw new GiftGrabException($"{damaged} cannot be repaired: it holds no whole picture.");
        }

        if (failure is null && KnownSidecar(damaged) is { Error: null } told && told.FileSize == new FileInfo(damaged).Length)
        {
            throw new GiftGrabException($"{damaged} needs no repair: it can be read to its end, and has the size that its sidecar tells.");
        }

        var plan = new RecordingPlan(ContainerFormats.Of(container), tags);
        using (FileStream stream = OutputPath.CreateDraft(draft, null))
        {
            created();
            MuxerOptions options = plan.Format.IsFinalised ? plan.WhenFinished(plan.IndexSizeFor(packets, MostHeaders)) : new MuxerOptions(plan.Format.Muxer!, plan.Format.Settings, tags);
            Remuxer.Copy(damaged, stream, options, null, untilDamage: true);
            stream.Flush(flushToDisk: true);
        }

        var comparison = RecordingComparison.Of(damaged, draft);
        if (!comparison.IsExact || comparison.WrongTime is not null)
        {
            throw new GiftGrabException(string.Create(
                CultureInfo.InvariantCulture,
                $"{damaged} cannot be repaired: of {comparison.Expected} pictures {comparison.Decoded} came into the copy, and not all as they were."));
        }

        return new RepairedRecording(draft, frames, failure);
    }

    private static (long Packets, long Frames, string? Failure, IReadOnlyDictionary<string, string> Tags) Count(string path)
    {
        using FramePass pass = FramePass.Open(path, withSound: true);
        long frames = 0;
        while (pass.Next() is { } frame)
        {
            frame.Dispose();
            frames++;
        }

        return (pass.Packets, frames, pass.Failure, pass.Tags
            .Where(tag => !OwnTags.Contains(tag.Key, StringComparer.OrdinalIgnoreCase))
            .ToDictionary());
    }

    /// <summary>Completes what the killed process did not write.</summary>
    private static void WriteSidecar(string damaged, string draft, RepairedRecording repaired, Container container)
    {
        Sidecar told = RecoveredSidecar.Of(draft, container, damaged, KnownSidecar(damaged));
        (string from, string to) = (FolderOf(damaged), FolderOf(repaired.Path));
        (told with
        {
            File = Path.GetFileName(repaired.Path),
            TimestampFiles = [.. told.TimestampFiles.Select(file => file with { File = Path.GetRelativePath(to, Path.Combine(from, file.File)) })],
        }).Write(Sidecar.PathFor(repaired.Path));
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;

    private static Sidecar? KnownSidecar(string recording) =>
        Sidecar.PathFor(recording) is var path && File.Exists(path) ? Sidecar.Read(path) : null;
}
